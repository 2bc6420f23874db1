import { setTimeout as pause } from 'node:timers/promises';
import type { TFunction } from 'i18next';
import { addDays, type CivilDate, chinaCalendar, weekday } from '#libs/calendar';
import { DemoClock, Overview, SealStatus, type SealView, TaskDetail } from '#libs/contracts';
import { EXIT, Exit } from '../exit.ts';
import { type Cast, whoHolds } from './cast.ts';
import { checkStory } from './checks.ts';
import { type LiveTask, perform } from './deeds.ts';
import type { Deed, Fact, LightChange, Told } from './facts.ts';
import type { Ledger } from './ledger.ts';
import type { Entry } from './match-mails.ts';
import { closeDirective, handOut, importReadout, type Meeting } from './opening.ts';
import { lastDay } from './plan.ts';
import { DIGEST_TIME, TIME_ZONE } from './server-process.ts';

const UNITS = 3;

/** What a story is played with; `tell` is given each fact as it comes to pass. */
export interface Stage {
  readonly cast: Cast;
  readonly ledger: Ledger;
  readonly t: TFunction;
  readonly tell: (fact: Fact) => void;
}

/**
 * Plays the story of a meeting through the API, day by day, and answers whether all that it tells is true. Throws `Exit`
 * 3 when the text names no date, and 1 when the demo accounts act for fewer than three units.
 */
export async function playStory(meeting: Meeting, stage: Stage): Promise<boolean> {
  const { cast, ledger, t, tell } = stage;
  const { meetingDate } = meeting;
  const calendar = chinaCalendar;
  const units = cast.units.slice(0, UNITS);
  if (units.length < UNITS) throw new Exit(EXIT.failed, t('story.error.units', { count: units.length }));

  tell({ fact: 'began', time: DIGEST_TIME });
  const directives = await importReadout(meeting, cast, tell);
  if (directives.length === 0) throw new Exit(EXIT.notFound, t('story.error.nothingDated'));
  const tasks = await handOut(directives, { meetingDate, calendar, units }, cast, tell);
  const dueDates = directives.map(({ dueDate }) => dueDate);
  const end = lastDay(dueDates, meetingDate, calendar);

  tell({ fact: 'chapter', chapter: 'days' });
  let lights = new Map<string, LightChange['to']>();
  for (let day = meetingDate; day <= end; day = addDays(day, 1)) {
    if (day > meetingDate) await cast.clerk.api.post('/demo/clock', { to: day }, DemoClock);
    const facts: Fact[] = [...tellings(await ledger.collect(), tasks, cast), ...(await act(day, tasks, stage))];
    if (weekday(day) === MONDAY || day === end) {
      const now = await readTasks(tasks, cast);
      const changes = lightChanges(lights, now);
      if (changes.length > 0) facts.push({ fact: 'lights', day, changes });
      lights = new Map(now.map(({ id, light }) => [id, light]));
    }
    if (facts.length > 0) tell({ fact: 'day', day });
    facts.forEach(tell);
  }
  return conclude(tasks, { end, beyond: dueDates.some((due) => due >= end) }, stage);
}

const MONDAY = 1;

/** What people do on a day, after they have read their reminders. */
async function act(day: CivilDate, tasks: readonly LiveTask[], { cast, t }: Stage): Promise<Deed[]> {
  const deeds: Deed[] = [];
  for (const task of tasks) {
    for (const planned of task.plan.acts.filter((one) => one.day === day)) {
      const deed = await perform(planned, task, cast, t);
      if (deed) deeds.push(deed);
      const siblings = tasks.filter(({ directiveId }) => directiveId === task.directiveId);
      if (planned.kind === 'close' && siblings.every(({ closed }) => closed)) {
        await closeDirective(task.directiveId, t('story.said.summary'), cast);
        const { who } = cast.clerk;
        deeds.push({
          fact: 'deed',
          kind: 'close-directive',
          number: task.directiveNumber,
          who,
          closure: 'implemented',
        });
      }
    }
  }
  return deeds;
}

/** Deliveries of one step to one person, told together whatever the channel; by task, then by rule and person. */
function tellings(entries: readonly Entry[], tasks: readonly LiveTask[], { organisation }: Cast): Told[] {
  const steps = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { taskNumber, rule, day, person } = entry.delivery;
    const key = [taskNumber, rule, day, person.name, person.id].join('\n');
    steps.set(key, [...(steps.get(key) ?? []), entry]);
  }
  return [...steps.entries()].sort(byKey).flatMap(([, step]): Told[] => {
    const [first] = step;
    if (!first) return [];
    const { taskId, taskNumber: number, rule, person } = first.delivery;
    const unitId = tasks.find(({ id }) => id === taskId)?.unit.unit.id ?? null;
    const channels = step.map(({ delivery: { channel, claimedAt }, mail }) => ({
      channel,
      time: timeOf(claimedAt),
      address: mail?.address ?? null,
      arrived: channel !== 'email' || mail !== null,
    }));
    channels.sort((a, b) => (a.channel < b.channel ? 1 : -1));
    return [{ fact: 'told', number, rule, who: whoHolds(organisation, person, unitId), channels }];
  });
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

const clockFace = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });
function timeOf(instant: string): string {
  return clockFace.format(Date.parse(instant));
}

function lightChanges(before: ReadonlyMap<string, LightChange['to']>, tasks: readonly TaskDetail[]): LightChange[] {
  return tasks.flatMap(({ id, number, leadUnit, light, lightReasons }) => {
    const from = before.get(id) ?? null;
    return from === light ? [] : [{ number, unit: leadUnit.name, from, to: light, reasons: lightReasons }];
  });
}

async function readTasks(tasks: readonly LiveTask[], { clerk }: Cast): Promise<TaskDetail[]> {
  return Promise.all(tasks.map(({ id }) => clerk.api.get(`/tasks/${id}`, TaskDetail)));
}

async function conclude(
  live: readonly LiveTask[],
  { end, beyond }: { end: CivilDate; beyond: boolean },
  { cast, ledger, tell }: Stage,
): Promise<boolean> {
  const tasks = await readTasks(live, cast);
  const count = (taskId: string, wanted: string) =>
    ledger.entries.filter(({ delivery }) => delivery.taskId === taskId && delivery.channel === wanted).length;
  const outcomes = tasks.map((task) => ({ task, inbox: count(task.id, 'in-app'), email: count(task.id, 'email') }));
  tell({ fact: 'chapter', chapter: 'end' });
  tell({ fact: 'outcomes', day: end, beyond, outcomes });

  const { entries, strays, unheard } = ledger;
  const played = tasks.map((task, i) => ({ task, firstDueDate: live[i]?.firstDueDate ?? '' }));
  const checks = checkStory({
    ...{ entries, strays, unheard, tasks: played, today: end, calendar: chinaCalendar },
    ...{ digestTime: DIGEST_TIME, timeZone: TIME_ZONE },
  });
  tell({ fact: 'chapter', chapter: 'checks' });
  tell({ fact: 'checks', checks });
  const mails = new Set(entries.flatMap(({ mail }) => mail ?? [])).size + strays.length;
  tell({ fact: 'done', tasks: tasks.length, reminders: entries.length, mails });
  const seal = await newestSeal(cast);
  if (seal) tell({ fact: 'sealed', size: seal.size, hash: seal.hash, root: seal.root, keyId: seal.keyId });
  return checks.every(({ untruths }) => untruths.length === 0);
}

const SEAL_WITHIN_MS = 5_000;
const SEAL_POLL_MS = 50;

/** The seal that covers all that was told, which the server makes in a moment; if it does not, the newest one. */
async function newestSeal({ clerk }: Cast): Promise<SealView | null> {
  const { position } = await clerk.api.get('/overview', Overview);
  const patience = AbortSignal.timeout(SEAL_WITHIN_MS);
  for (;;) {
    const { seal } = await clerk.api.get('/seal', SealStatus);
    if (patience.aborted || (seal && seal.size >= position)) return seal;
    await pause(SEAL_POLL_MS);
  }
}
