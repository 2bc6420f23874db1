import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AuditPage, Health, ImportAnswer, Settings } from '#libs/contracts';
import { shipAudit } from '../../apps/server/src/audit/ship-audit.ts';
import { syslogMessage } from '../../apps/server/src/audit/syslog-message.ts';
import { putCertificate, selfSigned } from '../support/certificate.ts';
import { Office } from '../support/office.ts';
import { SyslogServer } from '../support/syslog-server.ts';
import { until } from '../support/until.ts';

/** RFC 5424: priority, version, time, host, program, process, kind, structured data, text. */
const RFC_5424 =
  /^<\d{1,3}>1 \d{4}-\d\d-\d\dT[\d:.]+Z \S{1,255} duban - [\w-]{1,32} \[duban@32473( \w+="([^"\\\]]|\\["\\\]])*")+\] \ufeff[^\n\r]*$/u;

let receiver: SyslogServer;
let office: Office;
beforeAll(async () => {
  receiver = await SyslogServer.start();
  const required = { AUDIT_REQUIRED: 'yes', AUDIT_INTERVAL_MS: '50' };
  office = await Office.open({ AUDIT_SYSLOG_URL: receiver.url, ...required });
});
afterEach(() => receiver.comeBack());
afterAll(async () => {
  await office.close();
  await receiver.stop();
});

const refusedSignIn = (username: string) =>
  office.app.stranger.post('/api/v1/session', { username, password: 'wrong' }, { key: null });

const refusedOften = () => Promise.all(Array.from({ length: 30 }, () => office.liaison.get('/api/v1/audit-entries')));

const waiting = async () =>
  (await office.app.sql<{ id: string }>('SELECT id FROM audit_entry WHERE shipped_at IS NULL')).length;

const audit = async () => (await office.app.stranger.get('/health/ready')).as(Health).checks.audit;

/** Nothing waits, and nothing is missing outside of what there is inside. */
async function allHasArrived(): Promise<void> {
  await until(async () => (await waiting()) === 0, { withinMs: 60_000, what: 'all entries are marked as shipped' });
  const entries = await office.app.sql<{ id: string }>('SELECT id FROM audit_entry');
  const { ids } = receiver;
  expect(entries.filter(({ id }) => !ids.has(id))).toEqual([]);
}

describe('what is written down', () => {
  it('says who, of which unit, from where, to what, with what result, by which request', async () => {
    const answer = await office.liaison.get('/api/v1/audit-entries');
    expect(answer.outcome).toBe('403 access.denied');
    const { items } = (await office.auditor.get('/api/v1/audit-entries')).as(AuditPage);
    expect(items.find(({ traceId }) => traceId === answer.headers.get('x-request-id'))).toMatchObject({
      kind: 'refused',
      unitIds: [office.unit('Industry Bureau')],
      address: '127.0.0.1',
      subject: 'GET /api/v1/audit-entries',
      result: 'refused',
    });
  });

  it('tells of reading the audit itself, of fetching a file, and of changed settings', async () => {
    await office.auditor.get('/api/v1/events?limit=1');
    const given = { text: `会议 ${randomUUID()} 强调，要大干60天。`, meetingDate: office.today };
    const { id, position } = (await office.clerk.post('/api/v1/readouts', given)).as(ImportAnswer);
    expect((await office.clerk.get(`/api/v1/readouts/${id}/file?after=${position}`)).status).toBe(200);
    const { version } = (await office.clerk.get('/api/v1/settings')).as(Settings);
    const step = { rule: 'due-3wd', to: ['responsible'], from: 'deadline', after: { workingDays: -3 } };
    const ladder = { title: { zh: '从严', en: 'Strict' }, steps: [step] };
    const changed = await office.clerk.post('/api/v1/settings/ladders/strict', ladder, { ifMatch: version });
    expect(changed.outcome).toBe('200');
    const { items } = (await office.auditor.get('/api/v1/audit-entries')).as(AuditPage);
    const told = items.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(told).toContain('read GET /api/v1/events?limit=1');
    expect(told).toContain(`exported GET /api/v1/readouts/${id}/file?after=${position}`);
    expect(told).toContain('settings-changed POST /api/v1/settings/ladders/strict');
  });

  it('names no address by the id of a request that somebody else has in hand', async () => {
    const same = { 'x-request-id': 'the-same' };
    const answers = await Promise.all([1, 2, 3].map(() => office.liaison.get('/api/v1/audit-entries', same)));
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    const rows = await office.app.sql('SELECT address FROM audit_entry WHERE trace_id = ANY ($1)', [ids]);
    expect(rows).toEqual(Array(3).fill({ address: '127.0.0.1' }));
  });
});

describe('the audit leaves the host', () => {
  it('as RFC 5424 says, an entry a message', async () => {
    await refusedSignIn('某人 "]\\ x');
    await allHasArrived();
    expect(receiver.messages.filter((message) => !RFC_5424.test(message))).toEqual([]);
    const failed = receiver.messages.find((message) => message.includes('某人'));
    expect(failed).toMatch(
      /^<108>1 .* sign-in-failed \[.* address="127\.0\.0\.1" object="某人 \\"\\]\\\\ x" result="failed" request="/,
    );
  });

  it('whole, when the receiver dies again and again in the middle', async () => {
    receiver.die(700);
    const before = receiver.broken;
    await refusedOften();
    await until(() => receiver.broken >= before + 3, { withinMs: 60_000, what: 'the receiver broke off three times' });
    expect(await waiting()).toBeGreaterThan(0);
    receiver.comeBack();
    await allHasArrived();
  });

  it('and nothing is lost of what several servers write and ship at once', async () => {
    const database = office.app.server.app.get(DataSource);
    const ship = () => shipAudit(database, { url: receiver.url });
    await Promise.all([refusedOften(), ...Array.from({ length: 5 }, ship)]);
    await allHasArrived();
  });
});

describe('where the audit is demanded and does not leave the host', () => {
  it('the health check says so, nothing can be done, people can come in and look, and then it goes on', async () => {
    await allHasArrived();
    const task = await office.task();
    const urge = () => office.clerk.post(`/api/v1/tasks/${task.id}/urge`, { text: '请抓紧' });
    await allHasArrived();
    expect((await audit())?.status).toBe('up');
    receiver.die();
    await refusedSignIn('during-the-outage');
    // As if the grace were over.
    await office.app.sql("UPDATE audit_entry SET at = at - interval '5 minutes' WHERE subject = 'during-the-outage'");
    await until(async () => (await urge()).outcome === '503 audit.away', {
      withinMs: 60_000,
      what: 'commands are refused',
    });
    expect(await audit()).toMatchObject({
      status: 'down',
      detail: expect.stringMatching(/entries have not left the host/),
    });
    expect((await office.clerk.get(`/api/v1/tasks/${task.id}`)).status).toBe(200);
    await office.app.signIn('auditor');
    receiver.comeBack();
    await until(async () => (await urge()).outcome === '200', { withinMs: 60_000, what: 'commands are taken again' });
    await allHasArrived();
    expect((await audit())?.status).toBe('up');
  });
});

describe('over TLS', () => {
  it('it goes to a receiver whose certificate is vouched for, and to no other', async () => {
    const directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-syslog-`));
    const certificate = selfSigned();
    const secret = await SyslogServer.start(certificate);
    try {
      const { TLS_CERT_FILE: caFile } = await putCertificate(directory, certificate);
      const database = office.app.server.app.get(DataSource);
      receiver.die();
      await refusedSignIn('over-tls');
      const refusal = () =>
        shipAudit(database, { url: secret.url }).then(
          () => null,
          ({ message }: Error) => message,
        );
      // The server's own turn may be at it.
      expect(await until(refusal)).toMatch(/self.signed certificate/);
      expect(secret.messages).toEqual([]);
      await until(async () => (await shipAudit(database, { url: secret.url, caFile })) > 0);
      expect(secret.messages.some((message) => message.includes('over-tls'))).toBe(true);
    } finally {
      await secret.stop();
      await rm(directory, { recursive: true });
      receiver.comeBack();
    }
    // What went there is not missed here.
    for (const message of secret.messages) receiver.messages.push(message);
  });
});

describe('an entry is kept', () => {
  it('190 days whatever is asked for, and longer while it has not left the host', async () => {
    const old = (days: number, shipped: boolean) =>
      office.app.sql(
        `INSERT INTO audit_entry (id, at, kind, subject, shipped_at) VALUES
           (gen_random_uuid(), clock_timestamp() - $1 * interval '1 day', 'refused', 'old', CASE WHEN $2 THEN now() END)`,
        [days, shipped],
      );
    receiver.die();
    for (const days of [189, 191, 400]) for (const shipped of [true, false]) await old(days, shipped);
    const purge = (kept: number, onlyShipped: boolean) =>
      office.app.server.app.get(DataSource).query('SELECT purge_audit($1, $2)', [kept, onlyShipped]);
    const left = async () =>
      (
        await office.app.sql<{ age: string }>(
          `SELECT extract(day FROM now() - at) || CASE WHEN shipped_at IS NULL THEN ' waits' ELSE '' END AS age
           FROM audit_entry WHERE subject = 'old' ORDER BY 1`,
        )
      ).map(({ age }) => age);
    await purge(365, true);
    expect(await left()).toEqual(['189', '189 waits', '191', '191 waits', '400 waits']);
    await purge(1, true);
    expect(await left()).toEqual(['189', '189 waits', '191 waits', '400 waits']);
    await purge(1, false);
    expect(await left()).toEqual(['189', '189 waits']);
    await office.app.sql("DELETE FROM audit_entry WHERE subject = 'old'");
  });
});

describe('a message of syslog', () => {
  it('is one line, whatever an entry holds', () => {
    const nobody = { personId: null, unitIds: [], address: null, traceId: null };
    const entry = {
      id: 'i',
      at: new Date(0),
      kind: 'refused',
      subject: 'a\r\n<1>1 forged\u0000',
      result: 'refused',
    } as const;
    expect(syslogMessage({ ...entry, ...nobody })).toMatch(RFC_5424);
  });
});
