import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type JWK } from 'oidc-provider';

/** Changes the ID token on its way to the client, as somebody in between would like to. */
export type Tamper = (idToken: string) => string;

/** A real OpenID provider on a free port of this machine, at which whoever comes is `account`. */
export class TestProvider {
  account = 'nobody';
  tamper: Tamper = (idToken) => idToken;

  private constructor(
    private readonly servers: readonly Server[],
    readonly issuer: string,
  ) {}

  static async start({ clientId, redirectUri, keys }: { clientId: string; redirectUri: RegExp; keys: JWK[] }) {
    const [outer, inner] = [createServer(), createServer()];
    await Promise.all(
      [outer, inner].map((server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(0)))),
    );
    const port = (server: Server) => (server.address() as AddressInfo).port;
    const issuer = `http://127.0.0.1:${port(outer)}`;
    const made = new TestProvider([outer, inner], issuer);
    const provider = new Provider(issuer, {
      clients: [
        {
          ...{ client_id: clientId, client_secret: 'a-secret-of-the-client' },
          ...{ redirect_uris: ['http://localhost/never'], post_logout_redirect_uris: ['http://localhost/'] },
        },
      ],
      jwks: { keys },
      cookies: { keys: ['a key of the test'] },
      claims: { profile: ['name', 'preferred_username'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, name: 'admin', preferred_username: 'admin' }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
    provider.on('server_error', (_, error) => process.stderr.write(`${error.stack}\n`));
    // The port of the server under test is known only when it listens.
    Object.assign(provider.Client.prototype, { redirectUriAllowed: (uri: string) => redirectUri.test(uri) });
    const answer = provider.callback();
    inner.on('request', answer);
    outer.on('request', async (request, response) => {
      if (request.url?.startsWith('/interaction/'))
        return provider.interactionFinished(request, response, { login: { accountId: made.account } });
      if (request.url !== '/token') return answer(request, response);
      const body: Buffer[] = [];
      for await (const part of request) body.push(part as Buffer);
      const { authorization = '', 'content-type': type = '' } = request.headers;
      const told = await fetch(`http://127.0.0.1:${port(inner)}/token`, {
        ...{ method: 'POST', body: Buffer.concat(body), headers: { authorization, 'content-type': type } },
      });
      const tokens = (await told.json()) as { id_token?: string };
      if (tokens.id_token) tokens.id_token = made.tamper(tokens.id_token);
      response.writeHead(told.status, { 'content-type': 'application/json' }).end(JSON.stringify(tokens));
    });
    return made;
  }

  /** Goes to the provider as a browser does; answers with the address that it leads back to. */
  async visit(address: string): Promise<string> {
    const cookies = new Map<string, string>();
    let next = address;
    for (let steps = 0; steps < 10; steps += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const { headers, status } = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';', 1)[0] ?? '').split('=');
        cookies.set(name, value);
      }
      const location = headers.get('location');
      if (!location) throw new Error(`The provider answered ${status} at ${next}`);
      next = new URL(location, next).href;
      if (!next.startsWith(this.issuer)) return next;
    }
    throw new Error('The provider leads in circles');
  }

  async stop(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }
}
