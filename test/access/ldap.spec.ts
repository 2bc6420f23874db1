import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'ldapts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuditPage, Session } from '#libs/contracts';
import { Directory } from '../../apps/server/src/access/ldap/directory.ts';
import { readConfig } from '../../apps/server/src/config.ts';
import { freePort } from '../../apps/server/src/operations/embedded-postgres/cluster.ts';
import { putCertificate, selfSigned } from '../support/certificate.ts';
import { Office } from '../support/office.ts';
import { describeWith } from '../support/servers.ts';
import { SERVICE, startSlapd, type TestDirectory } from '../support/slapd.ts';
import { ATTEMPTS, attemptToSignIn, newPerson } from './support/new-person.ts';

const PASSWORD = 'the password of somebody';
const person = (uid: string, id: string, more = '') => `dn: uid=${uid},ou=people,dc=town
objectClass: inetOrgPerson
uid: ${uid}
cn: ${uid}
sn: ${uid}
displayName: Somebody called ${uid}
mail: ${uid}@town.example
entryUUID: ${id}
userPassword: ${PASSWORD}
${more}
`;
const ids = Object.fromEntries(['zhang', 'li', 'wang', 'zhao', 'clerk', 'sun'].map((uid) => [uid, randomUUID()]));

await describeWith('slapd', 'people of a directory', () => {
  let directory: TestDirectory;
  let office: Office;
  let settings: Record<string, string>;
  beforeAll(async () => {
    directory = await startSlapd(
      Object.entries(ids)
        .map(([uid, id]) => person(uid, id))
        .join('\n'),
    );
    settings = {
      ...{ LDAP_URL: directory.tls, LDAP_CA_FILE: directory.caFile, LDAP_BASE_DN: 'ou=people,dc=town' },
      ...{ LDAP_BIND_DN: SERVICE, LDAP_BIND_PASSWORD_FILE: directory.passwordFile, LDAP_ADMIT: 'anybody' },
    };
    office = await Office.open(settings);
  });
  afterAll(() => office.close());

  const attempt = (username: string, password = PASSWORD) => attemptToSignIn(office, username, password);
  const who = async (username: string) => {
    const { headers } = await attempt(username);
    const cookie = headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    const client = office.app.stranger.with({ cookie });
    return { client, session: (await client.get('/api/v1/session')).as(Session) };
  };
  const direct = { LDAP_BIND_DN: '', LDAP_BIND_PASSWORD_FILE: '', LDAP_USER_DN: 'uid={username},ou=people,dc=town' };
  const asked = (more: Record<string, string> = {}) => {
    const { ldap } = readConfig({ ...settings, ...more }).signIn;
    if (!ldap) throw new Error('The settings name no directory');
    return new Directory(ldap);
  };

  it('come in with the password of there, as the same person each time', async () => {
    const [once, again] = [await who('zhang'), await who(' ZHANG ')];
    expect(once.session).toMatchObject({ username: null, roles: [], person: { name: 'Somebody called zhang' } });
    expect(again.session.person.id).toBe(once.session.person.id);
    expect(once.session.endAddress).toBeNull();
  });

  it('are whom the administrator linked them to', async () => {
    const administrator = await office.administrator();
    const made = await newPerson(office, administrator);
    const link = { provider: 'ldap', subject: ids.li };
    expect((await administrator.post(`/api/v1/people/${made.id}/link-identity`, link)).status).toBe(204);
    const { client, session } = await who('li');
    expect(session.person.id).toBe(made.id);
    expect((await administrator.post(`/api/v1/people/${made.id}/unlink-identity`, link)).status).toBe(204);
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });

  it('stay outside with a wrong password, an empty one, or a name that nobody has, and hear the same', async () => {
    const outcomes = await Promise.all([attempt('wang', 'x'), attempt('nobody'), attempt('wang', '\0')]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(3).fill('401 session.wrong'));
    expect((await attempt('wang', '')).outcome).toBe('400 request.invalid');
    const { items } = (await office.auditor.get('/api/v1/audit-entries')).as(AuditPage);
    expect(items).toContainEqual(expect.objectContaining({ kind: 'sign-in-failed', subject: 'nobody' }));
  });

  it('are not let in by this server for an empty password, which the directory itself answers kindly', async () => {
    const client = new Client({ url: directory.plain });
    await client.bind('uid=zhang,ou=people,dc=town', ''); // no error: nothing was checked
    await client.unbind();
    expect([await asked().find('zhang', ''), await asked(direct).find('zhang', '')]).toEqual([null, null]);
  });

  it('are out at once when they are disabled here, and do not come back as somebody new', async () => {
    const { client, session } = await who('zhao');
    const administrator = await office.administrator();
    await administrator.post(`/api/v1/people/${session.person.id}/disable`, {});
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await attempt('zhao')).outcome).toBe('401 session.wrong');
  });

  it('are locked out after as many wrong passwords as anybody, also when these come at once', async () => {
    await Promise.all(Array.from({ length: ATTEMPTS }, () => attempt('sun', 'wrong')));
    expect((await attempt('sun')).outcome).toBe('401 session.wrong');
    const { items } = (await office.auditor.get('/api/v1/audit-entries')).as(AuditPage);
    expect(items).toContainEqual(expect.objectContaining({ kind: 'account-locked', subject: 'ldap: sun' }));
    await office.app.sql(`UPDATE directory_attempt SET locked_until = clock_timestamp()`);
    expect((await attempt('sun')).status).toBe(200);
  });

  it('do not stand in for somebody who has an account here under the same name', async () => {
    expect((await attempt('clerk')).outcome).toBe('401 session.wrong');
  });

  it.each(['*', 'zh*', 'zhang)(uid=*', '*)(|(uid=*', 'zhang\\2a', 'zhang)(objectClass=*', '\0zhang', 'uid=zhang'])(
    'are not found by %j: what is typed is a value, and no part of a filter or name',
    async (typed) => {
      expect([await asked().find(typed, PASSWORD), await asked(direct).find(typed, PASSWORD)]).toEqual([null, null]);
    },
  );

  it.each(['zhang,ou=people,dc=town', 'zhang+cn=zhang', 'li,ou=people,dc=town\\', ' zhang"', '#7a68616e67'])(
    'are not reached by %j in the name of an entry',
    async (typed) => {
      expect(await asked(direct).find(typed, PASSWORD)).toBeNull();
    },
  );

  it('are found by the entry that their name gives, and over StartTLS', async () => {
    const found = { subject: ids.zhang, name: 'Somebody called zhang', email: 'zhang@town.example' };
    expect(await asked(direct).find('zhang', PASSWORD)).toEqual(found);
    expect(await asked({ LDAP_URL: directory.plain }).find('zhang', PASSWORD)).toEqual(found);
  });

  it('are asked about nowhere but where the certificate is the one of the settings, and hear nothing of a password elsewhere', async () => {
    const other = join(directory.folder, 'other');
    await mkdir(other, { recursive: true });
    const { TLS_CERT_FILE } = await putCertificate(other, selfSigned());
    for (const LDAP_URL of [directory.tls, directory.plain]) {
      await expect(asked({ LDAP_URL, LDAP_CA_FILE: TLS_CERT_FILE }).find('zhang', PASSWORD)).rejects.toThrow(
        /certificate/,
      );
    }
  });

  it.each([
    [{ LDAP_URL: 'http://x' }, /LDAP_URL: a directory such as ldaps:/],
    [{ LDAP_URL: 'ldaps://user:secret@x' }, /LDAP_URL: a server alone/],
    [{ LDAP_BASE_DN: '' }, /LDAP_BASE_DN: where people are/],
    [{ LDAP_FILTER: '(uid=*)' }, /LDAP_FILTER: with \{username\} in it/],
    [{ LDAP_BIND_DN: '', LDAP_BIND_PASSWORD_FILE: '' }, /LDAP_BIND_DN: who looks people up/],
    [{ LDAP_BIND_PASSWORD_FILE: '' }, /LDAP_BIND_PASSWORD_FILE: a file with the password/],
    [{ LDAP_CA_FILE: '/nowhere' }, /LDAP_CA_FILE: a file with certificates in PEM/],
  ])('are not asked for with settings such as %j: the start says what is wrong', async (wrong, message) => {
    expect(() => readConfig({ ...settings, ...wrong })).toThrow(message);
    const empty = join(directory.folder, 'empty');
    await writeFile(empty, '\n');
    expect(() => readConfig({ ...settings, LDAP_BIND_PASSWORD_FILE: empty })).toThrow(/it is empty/);
  });

  it('hear that the directory does not answer, and who has a password here comes in all the same', async () => {
    const alone = await Office.open({ ...settings, LDAP_URL: `ldaps://127.0.0.1:${await freePort()}` });
    try {
      expect((await attemptToSignIn(alone, 'wang', PASSWORD)).outcome).toBe('503 session.provider-away');
      expect((await (await alone.app.signIn('clerk')).get('/api/v1/session')).status).toBe(200);
    } finally {
      await alone.close();
    }
  });
});
