import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { freePort } from '../../apps/server/src/operations/embedded-postgres/cluster.ts';
import { putCertificate, selfSigned } from './certificate.ts';
import { installed } from './servers.ts';
import { until } from './until.ts';

const run = promisify(execFile);

/** A directory for one file of tests, dc=town below which people are in ou=people; `service` may look everybody up. */
export interface TestDirectory {
  /** ldaps:// and, for StartTLS, ldap://; the certificate is for 127.0.0.1 and localhost. */
  readonly tls: string;
  readonly plain: string;
  readonly caFile: string;
  readonly passwordFile: string;
  readonly folder: string;
  stop(): Promise<void>;
}

export const SERVICE = 'cn=service,dc=town';
const SERVICE_PASSWORD = 'the password of the service';

/** Starts OpenLDAP's slapd with these entries, written in LDIF; it ends with the file. Within `describeWith('slapd', …)`. */
export async function startSlapd(entries: string): Promise<TestDirectory> {
  const program = (await installed('slapd')) ?? 'slapd';
  const folder = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-slapd-`));
  const { TLS_CERT_FILE: caFile, TLS_KEY_FILE: keyFile } = await putCertificate(folder, selfSigned());
  const [conf, passwordFile] = [join(folder, 'slapd.conf'), join(folder, 'password')];
  await mkdir(join(folder, 'data'));
  await writeFile(passwordFile, `${SERVICE_PASSWORD}\n`);
  await writeFile(
    conf,
    `${['core', 'cosine', 'inetorgperson'].map((schema) => `include /etc/ldap/schema/${schema}.schema`).join('\n')}
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCertificateFile ${caFile}
TLSCertificateKeyFile ${keyFile}
pidfile ${join(folder, 'pid')}
# As directories were for long: a name without a password is let in as nobody, which is no proof of anything.
allow bind_anon_dn bind_anon_cred
security simple_bind=64
database mdb
suffix dc=town
rootdn cn=root,dc=town
directory ${join(folder, 'data')}
access to attrs=userPassword by anonymous auth by * none
access to * by dn.base="${SERVICE}" read by self read by anonymous auth by * none
`,
  );
  const base = `dn: dc=town
objectClass: domain
dc: town

dn: ou=people,dc=town
objectClass: organizationalUnit
ou: people

dn: ${SERVICE}
objectClass: applicationProcess
objectClass: simpleSecurityObject
cn: service
userPassword: ${SERVICE_PASSWORD}

`;
  await writeFile(join(folder, 'entries.ldif'), base + entries);
  await run(program, ['-T', 'add', '-f', conf, '-l', join(folder, 'entries.ldif')]);
  const [tlsPort, plainPort] = [await freePort(), await freePort()];
  const urls = { tls: `ldaps://127.0.0.1:${tlsPort}`, plain: `ldap://127.0.0.1:${plainPort}` };
  const server = spawn(program, ['-f', conf, '-h', `${urls.tls} ${urls.plain}`, '-d', '0'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const failure = new Promise<never>((_, fail) => {
    server.once('error', fail);
    server.once('exit', (code) => fail(new Error(`slapd ended with ${code}`)));
  });
  failure.catch(() => undefined);
  const stop = async () => {
    if (server.exitCode === null && server.kill()) await ended;
  };
  afterAll(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  const isUp = () => Promise.all([tlsPort, plainPort].map(accepts)).then((up) => up.every(Boolean));
  await Promise.race([failure, until(isUp, { what: 'slapd listens' })]);
  return { ...urls, caFile, passwordFile, folder, stop };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}
