import { Inject, Injectable } from '@nestjs/common';
import type { IDToken } from 'openid-client';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { LANGUAGES } from '#libs/messages';
import { derivedId } from '../../commands/stream-ids.ts';
import { CONFIG, type Config } from '../../config.ts';
import { logger } from '../../logger.ts';
import type { OidcProvider } from '../../oidc-settings.ts';
import { Audit } from '../audit.ts';
import { People } from '../people.ts';
import { type Come, type Coming, SignIns } from '../sign-ins.ts';
import { Attempts } from './attempts.ts';
import { Identities, type Identity } from './identities.ts';
import { ProviderClient } from './provider-client.ts';

/** Where to send a browser, and the secret for its cookie. */
export interface Visit {
  readonly address: string;
  readonly browser: string;
}

/** Signing in by OpenID providers: the authorization code flow with PKCE, state and nonce. */
@Injectable()
export class OidcSignIns {
  private readonly clients: ReadonlyMap<string, { readonly provider: OidcProvider; readonly client: ProviderClient }>;

  constructor(
    private readonly attempts: Attempts,
    private readonly identities: Identities,
    private readonly people: People,
    private readonly signIns: SignIns,
    private readonly audit: Audit,
    @Inject(CONFIG) config: Config,
  ) {
    this.clients = new Map(
      config.signIn.oidcProviders.map((provider) => [provider.id, { provider, client: new ProviderClient(provider) }]),
    );
  }

  /** Throws `item.not-found` when there is no such provider and `session.provider-away` when it does not answer. */
  async begin(id: string, origin: string): Promise<Visit> {
    const { client } = this.require(id);
    const begun = await client.begin(callbackOf(origin, id)).catch((error: unknown) => {
      logger.warn({ err: error, provider: id }, 'The provider could not be asked');
      throw new Rejection('session.provider-away');
    });
    const browser = await this.attempts.begin({ provider: id, ...begun });
    return { address: begun.address.href, browser };
  }

  /**
   * Lets in whoever comes back from the provider. Throws `session.provider-refused` for anything that
   * is not as it was begun and `session.identity-unknown` for somebody whom nobody has linked; both are audited.
   */
  async finish(
    id: string,
    { origin, query, browser }: { origin: string; query: string; browser: string | null },
    coming: Coming,
  ): Promise<Come> {
    const { provider, client } = this.require(id);
    const address = new URL(`${callbackOf(origin, id)}?${query}`);
    const refuse = async (code: string, subject: string): Promise<never> => {
      await this.audit.record('sign-in-failed', { subject: `${id}: ${subject}`, traceId: coming.traceId });
      throw new Rejection(code);
    };
    const state = address.searchParams.get('state') ?? '';
    const attempt = browser === null ? null : await this.attempts.take(id, state, browser);
    if (!attempt) return refuse('session.provider-refused', 'state');
    const claims = await client.finish(address, attempt).catch((error: Error) => {
      logger.warn({ err: error, provider: id }, 'What came back from the provider was refused');
      return refuse('session.provider-refused', error.message);
    });
    const identity = { issuer: provider.issuer, subject: claims.sub };
    const personId = (await this.identities.find(identity)) ?? (await this.admit(provider, identity, claims, coming));
    if (personId === null) return refuse('session.identity-unknown', claims.sub);
    return this.signIns.goOn(personId, coming, { provider: id, isStrong: provider.hasSecondFactor });
  }

  /** Where somebody who came in by this provider goes on to sign out there; null when there is no such place. */
  async endAddress(id: string, origin: string): Promise<string | null> {
    return (await this.clients.get(id)?.client.endAddress(`${origin}/`)) ?? null;
  }

  /** The issuer of a provider. Throws `item.not-found`. */
  issuerOf(id: string): string {
    return this.require(id).provider.issuer;
  }

  /** A new person, without roles and posts, where the provider's word is enough for that. */
  private async admit(
    { admit }: OidcProvider,
    identity: Identity,
    claims: IDToken,
    { traceId }: Coming,
  ): Promise<Id | null> {
    if (admit !== 'anybody' || (await this.identities.isTaken(identity))) return null;
    const personId = derivedId('identity', identity.issuer, identity.subject);
    const email = claims.email_verified === true ? text(claims.email) : null;
    const name = text(claims.name) ?? text(claims.preferred_username) ?? claims.sub;
    const language = LANGUAGES.find((one) => text(claims.locale)?.startsWith(one)) ?? 'zh';
    await this.people.add(personId, { name: name.slice(0, 100), email, language });
    await this.identities.link(personId, identity);
    await this.audit.record('person-added', { subject: personId, traceId });
    return personId;
  }

  private require(id: string) {
    const known = this.clients.get(id);
    if (!known) throw new Rejection('item.not-found');
    return known;
  }
}

function callbackOf(origin: string, id: string): string {
  return `${origin}/api/v1/sign-in/${id}/callback`;
}

function text(claim: unknown): string | null {
  return typeof claim === 'string' && claim.trim() !== '' ? claim.trim() : null;
}
