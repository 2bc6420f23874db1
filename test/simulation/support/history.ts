import { addDays, type CivilDate, instantAt } from '#libs/calendar';
import { afterTaskEvent, type Id, type RemindedTask, type TaskEvent, unreminded } from '#libs/directives';
import type { Database } from './database.ts';
import { CONTEXT, TOWNS } from './town.ts';

export const START = '2022-10-27';
const DAY_MS = 86_400_000;
const ACTS = [
  'sign',
  'sign',
  'report',
  'extend',
  'extend',
  'suspend',
  'resume',
  'done',
  'return',
  'close',
  'reassign',
] as const;

/** Something that happens in the town at an instant. A deed that is not possible then does not happen. */
export interface Deed {
  readonly at: number;
  act(database: Database): void;
}

/** What becomes of two tasks, due within a week or so, and of the post that answers for them. */
export function historyOf(random: () => number): { deeds: Deed[]; end: number } {
  const start = Date.parse(instantAt(START, '10:00', CONTEXT.zone));
  const sometime = (days: number) => start + Math.floor(random() * days * DAY_MS);
  const deeds: Deed[] = [];
  for (const taskId of ['task 1', 'task 2']) {
    const due = addDays(START, 2 + Math.floor(random() * 9));
    const [ladder, first] = ['default', sometime(1)];
    deeds.push({ at: first, act: (db) => append(db, taskId, (at) => assigned(at, due, ladder)) });
    for (let i = 0; i < 4; i++) {
      const act = ACTS[Math.floor(random() * ACTS.length)] ?? 'sign';
      const days = 1 + Math.floor(random() * 6);
      deeds.push({
        at: first + Math.floor(random() * 9 * DAY_MS),
        act: (db) => append(db, taskId, (at, task) => acted(act, at, task, days)),
      });
    }
  }
  for (const town of [TOWNS.successor, TOWNS.nobody, TOWNS.liaison]) {
    if (random() < 0.5) {
      const act = (db: Database) => {
        db.organisation = town;
      };
      deeds.push({ at: sometime(12), act });
    }
  }
  deeds.sort((a, b) => a.at - b.at);
  return { deeds, end: start + 12 * DAY_MS };
}

/** Sent twice under one key, as by somebody who was not answered. */
function append(db: Database, taskId: Id, events: (at: string, task: RemindedTask['task']) => TaskEvent[]): void {
  const own = db.log.flatMap((one) => (one.streamId === taskId ? [one.event as TaskEvent] : []));
  const { task } = own.reduce(afterTaskEvent, unreminded);
  const next = events(db.instant, task);
  if (next.length === 0) return;
  const key = `${taskId} ${own.length}`;
  for (let sent = 0; sent < 2; sent++) db.append(taskId, own.length, next, key);
}

function assigned(at: string, due: CivilDate, ladder: string): TaskEvent[] {
  const deadline = { date: due, rule: 'set-by-hand', expression: null, calendarVersion: null };
  return [
    {
      ...{
        type: 'TaskAssigned',
        at,
        by: 'clerk',
        directiveId: 'directive',
        parentTaskId: null,
        number: '1',
        title: '渠',
      },
      ...{ leadUnit: 'water', coUnits: [], leaderInCharge: null, deadline, signBy: addDays(START, 1), ladder },
    },
  ];
}

function acted(act: (typeof ACTS)[number], at: string, task: RemindedTask['task'], days: number): TaskEvent[] {
  if (task.status === 'none' || task.deadline === null) return [];
  const isUnderWay = task.status === 'signed-for' || task.status === 'active';
  const told = { at, by: 'liaison' };
  const later = { ...task.deadline, date: addDays(task.deadline.date, days) };
  switch (act) {
    case 'sign':
      return task.status === 'assigned' ? [{ type: 'TaskSignedFor', ...told }] : [];
    case 'report':
      if (!isUnderWay) return [];
      return [
        { type: 'ProgressReported', ...told, reportId: at, unit: 'water', percent: 50, text: '过半', period: null },
      ];
    case 'extend':
      if (!isUnderWay) return [];
      return [
        { type: 'ExtensionRequested', ...told, requestId: at, to: later.date, reason: '雨', percent: 0 },
        { type: 'ExtensionGranted', ...told, requestId: at, from: task.deadline.date, deadline: later },
      ];
    case 'suspend':
      return isUnderWay ? [{ type: 'TaskSuspended', ...told, reason: '批复', clock: days % 2 ? 'stops' : 'runs' }] : [];
    case 'resume': {
      if (task.status !== 'suspended') return [];
      const deadline = task.suspension.clock === 'stops' ? later : task.deadline;
      return [{ type: 'TaskResumed', ...told, reason: '批复', deadline }];
    }
    case 'done':
      return isUnderWay ? [{ type: 'CompletionClaimed', ...told, text: '完成', evidence: [] }] : [];
    case 'return':
      return task.status === 'in-review' ? [{ type: 'CompletionReturned', ...told, reason: '缺材料' }] : [];
    case 'close':
      if (task.status !== 'in-review') return [];
      return [{ type: 'TaskClosed', ...told, kind: 'implemented', reason: '' }];
    case 'reassign':
      if (task.status !== 'assigned' && !isUnderWay) return [];
      return [
        { type: 'TaskReassigned', ...told, leadUnit: 'water', coUnits: ['office'], reason: '调整', signBy: later.date },
      ];
  }
}
