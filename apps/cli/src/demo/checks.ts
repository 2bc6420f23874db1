import { type CivilDate, instantAt, type WorkingCalendar, workingDaysBetween } from '#libs/calendar';
import type { Delivery, TaskDetail, TaskRow } from '#libs/contracts';
import type { ReceivedMail } from './mail-sink.ts';
import type { Entry } from './match-mails.ts';

export type Check = 'mail' | 'twice' | 'early' | 'afterEnd' | 'original' | 'late';
export type ProblemKind =
  | 'mail-missing'
  | 'mail-unknown'
  | 'mail-twice'
  | 'undelivered'
  | 'nobody'
  | 'twice'
  | 'early'
  | 'after-end'
  | 'original'
  | 'late'
  | 'light';

/** Something that the story says and that is not so. */
export interface Untruth {
  readonly kind: ProblemKind;
  readonly number?: string;
  readonly rule?: string;
  readonly day?: CivilDate;
  readonly person?: string;
  readonly channel?: string;
  readonly subject?: string;
  readonly light?: TaskRow['light'];
}
export interface CheckResult {
  readonly check: Check;
  readonly params: Readonly<Record<string, number | string>>;
  readonly untruths: readonly Untruth[];
}

/** A task at the end of the story, with the date that the story gave it at first. */
export interface PlayedTask {
  readonly task: TaskDetail;
  readonly firstDueDate: CivilDate;
}

export interface Evidence {
  readonly entries: readonly Entry[];
  readonly strays: readonly ReceivedMail[];
  readonly unheard: readonly Delivery[];
  readonly tasks: readonly PlayedTask[];
  readonly today: CivilDate;
  readonly digestTime: string;
  readonly timeZone: string;
  readonly calendar: WorkingCalendar;
}

/** Holds what was told, what really arrived and how the tasks ended against each other. */
export function checkStory(evidence: Evidence): CheckResult[] {
  const { entries, digestTime } = evidence;
  const mails = new Set(entries.flatMap(({ mail }) => mail ?? []));
  const due = new Set(
    entries.flatMap(({ delivery: d }) => (d.channel === 'email' ? [`${d.person.id} ${d.claimedAt}`] : [])),
  );
  return [
    {
      check: 'mail',
      params: { expected: due.size, received: mails.size + evidence.strays.length },
      untruths: checkMails(evidence),
    },
    { check: 'twice', params: { count: entries.length }, untruths: checkTwice(evidence) },
    { check: 'early', params: { time: digestTime }, untruths: checkEarly(evidence) },
    { check: 'afterEnd', params: {}, untruths: checkAfterEnd(evidence) },
    { check: 'original', params: {}, untruths: checkOriginal(evidence) },
    { check: 'late', params: {}, untruths: checkLate(evidence) },
  ];
}

function checkMails({ entries, strays, unheard }: Evidence): Untruth[] {
  const arrived = new Set(entries.flatMap(({ mail }) => mail?.messageId ?? []));
  return [
    ...entries.flatMap((entry): Untruth[] => {
      if (entry.delivery.status !== 'sent') return [{ kind: 'undelivered', ...nameOf(entry) }];
      return entry.delivery.channel === 'email' && !entry.mail ? [{ kind: 'mail-missing', ...nameOf(entry) }] : [];
    }),
    ...strays.map(
      ({ messageId, subject, address }): Untruth => ({
        kind: arrived.has(messageId) ? 'mail-twice' : 'mail-unknown',
        subject,
        person: address,
      }),
    ),
    ...unheard.map(({ taskNumber, rule, day }): Untruth => ({ kind: 'nobody', number: taskNumber, rule, day })),
  ];
}

function checkTwice({ entries }: Evidence): Untruth[] {
  const told = new Set<string>();
  return entries.flatMap((entry): Untruth[] => {
    const { taskId, rule, day, person, channel } = entry.delivery;
    const key = JSON.stringify([taskId, rule, day, person.id, channel]);
    if (told.has(key)) return [{ kind: 'twice', ...nameOf(entry) }];
    told.add(key);
    return [];
  });
}

function checkEarly({ entries, digestTime, timeZone }: Evidence): Untruth[] {
  return entries
    .filter(({ delivery }) => delivery.claimedAt < instantAt(delivery.day, digestTime, timeZone))
    .map((entry) => ({ kind: 'early', ...nameOf(entry) }));
}

function checkAfterEnd({ entries, tasks }: Evidence): Untruth[] {
  const closedAt = new Map(tasks.map(({ task }) => [task.id, task.closure?.at]));
  return entries
    .filter(({ delivery }) => delivery.claimedAt > (closedAt.get(delivery.taskId) ?? '9999'))
    .map((entry) => ({ kind: 'after-end', ...nameOf(entry) }));
}

function checkOriginal({ tasks }: Evidence): Untruth[] {
  return tasks
    .filter(({ task, firstDueDate }) => task.originalDeadline?.date !== firstDueDate)
    .map(({ task, firstDueDate }) => ({ kind: 'original', number: task.number, day: firstDueDate }));
}

/** What is late shows it, and once a working day has passed both sides have been told. */
function checkLate({ entries, tasks, today, calendar }: Evidence): Untruth[] {
  return tasks.flatMap(({ task: { id, number, light, deadline, closure } }): Untruth[] => {
    if (closure !== null || deadline === null || deadline.date >= today) return [];
    const rules = new Set(entries.flatMap(({ delivery }) => (delivery.taskId === id ? [delivery.rule] : [])));
    const hadTime = workingDaysBetween(calendar, deadline.date, today) >= 1;
    const unheard = hadTime ? ['late', 'late-office'].filter((rule) => !rules.has(rule)) : [];
    return [
      ...(light === 'overdue' ? [] : [{ kind: 'light' as const, number, light }]),
      ...unheard.map((rule): Untruth => ({ kind: 'late', number, rule })),
    ];
  });
}

function nameOf({ delivery }: Entry): Omit<Untruth, 'kind'> {
  const { taskNumber, rule, day, person, channel } = delivery;
  return { number: taskNumber, rule, day, person: person.name ?? person.id, channel };
}
