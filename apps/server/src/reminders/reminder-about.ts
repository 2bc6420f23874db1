import type { CivilDate } from '#libs/calendar';
import {
  type Anchor,
  type ExistingTask,
  type PlanContext,
  periodAsked,
  type Step,
  type Unless,
} from '#libs/directives';
import type { DeadAbout } from '../delivery/alert-office.ts';
import type { Addressee } from './recipients.ts';

/** What a reminder says, kept as it was at the claim, so that a second try and the inbox say the same. */
export interface ReminderAbout {
  readonly number: string;
  readonly title: string;
  /** Present when the task is sensitive: what goes out, and may lie anywhere, says only that there is one. */
  readonly withheld?: true;
  /** The date that is judged; null for a standing task. */
  readonly dueDate: CivilDate | null;
  readonly signBy: CivilDate;
  /** The business day of the claim, from which "2 days left" is counted. */
  readonly today: CivilDate;
  /** The rule in the office's own words; absent: `libs/messages` has it. */
  readonly ruleTitle?: { readonly zh: string; readonly en: string };
  /** What its step counts from; absent in alerts from before it was kept. */
  readonly from?: Anchor;
  /** What a step that counts from the assignment waits for; absent when it is nothing but the date. */
  readonly waitsFor?: 'sign-for' | 'report';
  /** The slip that is to be answered; absent where none is. */
  readonly slip?: { readonly number: string; readonly answerBy: CivilDate };
  /** The report that is asked for, `time` local (absent in alerts from before it was kept); absent when none is. */
  readonly report?: { readonly period: string; readonly due: CivilDate; readonly time?: string };
  /** Why it came to this receiver, when it was meant for a post that nobody fills or reaches. */
  readonly standIn?: Addressee['standIn'];
}

export function reminderAbout(
  task: ExistingTask,
  step: Step,
  { today, plan }: { today: CivilDate; plan: PlanContext },
): ReminderAbout {
  const { number, deadline, signBy } = task;
  const title = task.label === 'sensitive' ? { title: '', withheld: true as const } : { title: task.title };
  const asked = step.from === 'report' ? periodAsked(task, step, today, plan) : null;
  return {
    ...title,
    ...{ number, dueDate: deadline?.date ?? null, signBy, today, from: step.from },
    ...(step.title && { ruleTitle: step.title }),
    ...waiting(step),
    ...(asked && { report: { period: asked.key, due: asked.due, ...(task.cycle && { time: task.cycle.time }) } }),
  };
}

const WAITS_FOR: Readonly<Record<Unless, ReminderAbout['waitsFor']>> = {
  'signed-for': 'sign-for',
  reported: 'report',
  'acted-on': undefined,
  acknowledged: undefined,
};

function waiting({ from, unless }: Step): Pick<ReminderAbout, 'waitsFor'> {
  const waitsFor = from === 'assignment' && unless !== null ? WAITS_FOR[unless] : undefined;
  return waitsFor ? { waitsFor } : {};
}

/** The day that a reminder warns of; null: of none. */
export function dueOf({ dueDate, signBy, report }: ReminderAbout, { from }: Pick<Step, 'from'>): CivilDate | null {
  if (from === 'report') return report?.due ?? dueDate;
  return from === 'sign-by' ? signBy : dueDate;
}

/** What an alert in the inbox may be about: a step of a task, or a message that was given up. */
export type AlertAbout = ReminderAbout | DeadAbout;

/** What the alert's step counts from, as far as its rule tells where that was not kept. */
export function anchorOf(rule: string, { from, report }: ReminderAbout): Anchor {
  if (from) return from;
  if (report) return 'report';
  return rule === 'sign-for' ? 'sign-by' : 'deadline';
}

/** The day that an alert warns of; null: of none. */
export function warnsOf(rule: string, about: AlertAbout): CivilDate | null {
  if (!('number' in about)) return null;
  return about.slip ? about.slip.answerBy : dueOf(about, { from: anchorOf(rule, about) });
}
