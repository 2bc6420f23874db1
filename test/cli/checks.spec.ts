import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import type { TaskDetail } from '#libs/contracts';
import { checkStory, type Evidence, type ProblemKind } from '../../apps/cli/src/demo/checks.ts';
import type { ReceivedMail } from '../../apps/cli/src/demo/mail-sink.ts';
import type { Entry, Sent } from '../../apps/cli/src/demo/match-mails.ts';

const TASK = 'c0000000-0000-4000-8000-000000000001';
const mail: ReceivedMail = { messageId: '<1>', name: 'Li', address: 'li@example.test', subject: 'Reminders', text: '' };

const sent: Sent = {
  ...{ id: 'd1', taskId: TASK, taskNumber: '督〔2022〕1号-01', rule: 'late', day: '2022-12-26' },
  destination: null,
  ...{ person: { id: 'p1', name: 'Li' }, channel: 'in-app', status: 'sent', attempts: 1, error: null, messageId: 'm1' },
  ...{ standIn: null, again: 0, claimedAt: '2022-12-26T01:00:00.000Z', sentAt: '2026-01-01T00:00:00.000Z' },
};
const told = (change: Partial<Sent> = {}, by: ReceivedMail | null = null): Entry => ({
  delivery: { ...sent, ...change },
  mail: by,
});

const deadline = { date: '2022-12-25', rule: 'inherited', expression: null, calendarVersion: null };
const task: TaskDetail = {
  ...{ id: TASK, version: 3, status: 'active', number: '督〔2022〕1号-01', title: 'A push', directiveId: TASK },
  ...{
    parentTaskId: null,
    label: 'internal',
    leadUnit: { id: TASK, name: { zh: '局', en: 'Bureau' } },
    coUnits: [],
    leaderInCharge: null,
    ladder: 'default',
    cycle: null,
    slips: [],
  },
  ...{ deadline, originalDeadline: deadline, signBy: '2022-10-27', percent: 10, light: 'overdue', lightReasons: [] },
  ...{ extensionPending: false, changedAt: '2022-11-01T01:00:00.000Z', position: 9 },
  ...{ reports: [], extensions: [], urges: [], remarks: [], childTaskIds: [] },
  ...{ claim: null, closure: null, suspension: null },
};
const closure: TaskDetail['closure'] = {
  kind: 'implemented',
  reason: 'done',
  by: { id: 'p2', name: 'Wen' },
  at: '2022-12-23T01:00:01.000Z',
};

/** What goes wrong with a true story, late and told of, when it is changed so. */
function untruths(change: Partial<Evidence>, ending: Partial<TaskDetail> = {}): ProblemKind[] {
  const evidence: Evidence = {
    entries: [told(), told({ channel: 'email' }, mail), told({ rule: 'late-office' })],
    ...{ strays: [], unheard: [], today: '2022-12-27', digestTime: '09:00', timeZone: 'Asia/Shanghai' },
    ...{ tasks: [{ task: { ...task, ...ending }, firstDueDate: '2022-12-25' }], calendar: chinaCalendar },
    ...change,
  };
  return checkStory(evidence).flatMap((check) => check.untruths.map(({ kind }) => kind));
}
const late = [told(), told({ rule: 'late-office' })];

describe('a story is true', () => {
  it('when everything on record arrived, once, in time, and what is late shows it', () => {
    expect(untruths({})).toEqual([]);
  });
});

describe('a story is not true', () => {
  it('when an e-mail on record did not arrive', () => {
    expect(untruths({ entries: [...late, told({ channel: 'email' })] })).toEqual(['mail-missing']);
  });

  it('when a channel gave a message up', () => {
    expect(untruths({ entries: [...late, told({ channel: 'email', status: 'dead' })] })).toEqual(['undelivered']);
  });

  it('when an e-mail arrived that nobody accounts for', () => {
    expect(untruths({ strays: [{ ...mail, messageId: '<2>' }] })).toEqual(['mail-unknown']);
  });

  it('when the same e-mail arrived twice', () => {
    expect(untruths({ strays: [mail] })).toEqual(['mail-twice']);
  });

  it('when somebody was told the same thing twice through one channel', () => {
    expect(untruths({ entries: [...late, told({ id: 'd2' })] })).toEqual(['twice']);
  });

  it('when a reminder had nobody to go to', () => {
    expect(untruths({ unheard: [{ ...sent, person: null, channel: null, status: 'nobody' }] })).toEqual(['nobody']);
  });

  it('when a reminder came before the digest hour of its day', () => {
    const early = told({ claimedAt: '2022-12-26T00:59:59.999Z' });
    expect(untruths({ entries: [early, told({ rule: 'late-office' })] })).toEqual(['early']);
  });

  it('when a reminder came after its task was closed', () => {
    expect(untruths({}, { closure, status: 'closed', light: 'done' })).toEqual(['after-end', 'after-end', 'after-end']);
  });

  it('when an extension overwrote the original date', () => {
    expect(untruths({}, { originalDeadline: { ...deadline, date: '2022-12-31' } })).toEqual(['original']);
  });

  it('when what is late does not show it', () => {
    expect(untruths({}, { light: 'behind' })).toEqual(['light']);
  });

  it('when the office was not told of what is late', () => {
    expect(untruths({ entries: [told()] })).toEqual(['late']);
  });

  it('but nobody has to be told before a working day has passed', () => {
    expect(untruths({ entries: [], today: '2022-12-25' })).toEqual([]);
    expect(untruths({ entries: [], today: '2022-12-26' })).toEqual(['late', 'late']);
  });
});
