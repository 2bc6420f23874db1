import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  type IDToken,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { OidcProvider } from '../../oidc-settings.ts';

const TIMEOUT_SECONDS = 10;
const TOLERANCE_SECONDS = 30;

/** What begins a visit to the provider; all but the address has to be kept until it comes back. */
interface Begun {
  readonly address: URL;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/**
 * One OpenID provider as its issuer describes it, read at first use and again after an error. ID tokens are taken only when
 * signed by a key that the issuer publishes, with the one algorithm of the settings, for this client and this visit.
 */
export class ProviderClient {
  private known: Promise<Configuration> | undefined;

  constructor(private readonly provider: OidcProvider) {}

  /** Throws whatever keeps the provider from answering. */
  async begin(redirectUri: string): Promise<Begun> {
    const configuration = await this.configuration();
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const address = buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirectUri, scope: this.provider.scope, state, nonce },
      ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    });
    return { address, state, nonce, verifier };
  }

  /** What the provider says of whoever comes back with `address`. Throws when anything about it is not as it was begun. */
  async finish(address: URL, { state, nonce, verifier }: Omit<Begun, 'address'>): Promise<IDToken> {
    const tokens = await authorizationCodeGrant(await this.configuration(), address, {
      ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The provider sent no ID token');
    return claims;
  }

  /** Where signing out here goes on there; null when the provider has no such place, or cannot be asked. */
  async endAddress(returnTo: string): Promise<string | null> {
    const configuration = await this.configuration().catch(() => null);
    if (!configuration?.serverMetadata().end_session_endpoint) return null;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
  }

  private configuration(): Promise<Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, algorithm } = this.provider;
    const isPlain = new URL(issuer).protocol === 'http:';
    const configuration = await discovery(
      new URL(issuer),
      clientId,
      { id_token_signed_response_alg: algorithm, [clockTolerance]: TOLERANCE_SECONDS },
      clientSecret === undefined ? None() : ClientSecretBasic(clientSecret),
      { execute: isPlain ? [allowInsecureRequests] : [], timeout: TIMEOUT_SECONDS },
    );
    // Signatures are checked too, although tokens come straight from the issuer.
    enableNonRepudiationChecks(configuration);
    return configuration;
  }
}
