import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_ACCOUNTS } from '../../apps/server/src/access/demo-organisation.ts';
import { readConfig } from '../../apps/server/src/config.ts';
import { readCertificate } from '../../apps/server/src/http/tls.ts';
import { TestApp } from '../support/app.ts';
import { type Certificate, putCertificate, selfSigned } from '../support/certificate.ts';
import { until } from '../support/until.ts';

let directory: string;
let app: TestApp;
const first = selfSigned();
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-tls-`));
  app = await TestApp.start({ ...(await putCertificate(directory, first)), TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(async () => {
  await app.stop();
  await rm(directory, { recursive: true });
});

/** One request over a new connection that trusts this certificate and no other. */
function send(ca: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const { port } = new URL(app.server.url);
  const options = { host: 'localhost', port, path, ca, agent: false, method: body ? 'POST' : 'GET' };
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>((done, fail) => {
    const sending = request({ ...options, headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sending.on('error', fail);
    sending.end(body && JSON.stringify(body));
  });
}

const works = ({ cert }: Certificate) =>
  send(cert, '/health/live').then(
    ({ status }) => status === 200,
    () => false,
  );

describe('a server with a certificate of its own', () => {
  it('speaks https, and gives a cookie that is for this host and https alone', async () => {
    const [{ username = '', password = '' } = {}] = DEMO_ACCOUNTS;
    const answer = await send(first.cert, '/api/v1/session', { username, password });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-duban_session=[^;]+; Path=\/; .*HttpOnly; Secure/);
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
  });

  it('takes no TLS older than 1.2', async () => {
    const { port } = new URL(app.server.url);
    const old = connect({
      host: 'localhost',
      port: Number(port),
      ca: first.cert,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    const failure = await new Promise<Error | null>((done) => {
      old.once('error', done);
      old.once('secureConnect', () => done(null));
    });
    old.destroy();
    expect(failure).toBeInstanceOf(Error);
  });

  it('takes a new certificate without a restart, and keeps the one it has while the new pair does not fit', async () => {
    const next = selfSigned();
    await putCertificate(directory, { cert: next.cert, key: first.key });
    expect(await works(first)).toBe(true);
    await putCertificate(directory, next);
    await until(() => works(next), { withinMs: 60_000, what: 'the new certificate is used' });
    expect(await works(first)).toBe(false);
    await putCertificate(directory, first);
    await until(() => works(first), { withinMs: 60_000, what: 'the first certificate is used again' });
  });

  it('believes the proxy it was told of about where a request comes from', async () => {
    const [{ username = '', password = '' } = {}] = DEMO_ACCOUNTS;
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    expect((await send(first.cert, '/api/v1/session', { username, password }, forwarded)).status).toBe(200);
    expect(await app.sql("SELECT 1 FROM session WHERE address = '203.0.113.9'")).toHaveLength(1);
  });
});

describe('a certificate that cannot be used', () => {
  it.each([
    ['is not there', { cert: 'cert.pem', key: 'none.pem' }, /TLS_KEY_FILE: .*none\.pem cannot be read/],
    ['is none', { cert: 'key.pem', key: 'key.pem' }, /TLS_CERT_FILE: .* is no certificate in PEM/],
    ['has another key', { cert: 'cert.pem', key: 'other/key.pem' }, /TLS_KEY_FILE: .* is not the key of/],
  ])('%s: the start says so, by the name of the setting', async (_, files, message) => {
    const place = await mkdtemp(join(directory, 'unusable-'));
    await putCertificate(place, selfSigned());
    await putCertificate(
      await mkdir(join(place, 'other'), { recursive: true }).then(() => join(place, 'other')),
      selfSigned(),
    );
    const settings = { tlsCertFile: join(place, files.cert), tlsKeyFile: join(place, files.key) };
    await expect(readCertificate(settings)).rejects.toThrow(message);
  });
});

describe('in production', () => {
  const settings = (given: Record<string, string>) => () => readConfig({ DUBAN_MODE: 'production', ...given });
  const behindProxy = { HOST: '0.0.0.0', PUBLIC_URL: 'https://duban.town.gov', TRUSTED_PROXIES: '10.0.0.5' };

  it.each([
    ['plain http open to the network', { HOST: '0.0.0.0' }, /HOST: .*plain text.*TLS_CERT_FILE.*TRUSTED_PROXIES/],
    ['people who come by http', { PUBLIC_URL: 'http://duban.town.gov' }, /PUBLIC_URL: .*https:\/\//],
    ['an open port without an address for people', { ...behindProxy, PUBLIC_URL: '' }, /PUBLIC_URL: /],
    ['everybody trusted', { ...behindProxy, TRUSTED_PROXIES: '0.0.0.0/0' }, /TRUSTED_PROXIES: .*pretend/],
    ['everybody trusted, in halves', { ...behindProxy, TRUSTED_PROXIES: '0.0.0.0/1,128.0.0.0/1' }, /TRUSTED_PROXIES: /],
    ['everybody trusted by a word', { ...behindProxy, TRUSTED_PROXIES: 'true' }, /TRUSTED_PROXIES: /],
    ['everybody trusted of IPv6', { ...behindProxy, TRUSTED_PROXIES: '::/0' }, /TRUSTED_PROXIES: /],
    ['a certificate without its key', { TLS_CERT_FILE: 'cert.pem' }, /TLS_KEY_FILE: /],
  ])('%s is refused, by the name of the setting and with the cure', (_, given, message) => {
    expect(settings(given)).toThrow(message);
  });

  it.each([
    ['this machine alone', {}],
    ['a named proxy', behindProxy],
    ['a certificate', { HOST: '0.0.0.0', PUBLIC_URL: 'https://duban.town.gov', TLS_CERT_FILE: 'c', TLS_KEY_FILE: 'k' }],
  ])('%s is not', (_, given) => {
    expect(settings(given)).not.toThrow();
  });
});
