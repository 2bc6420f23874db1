import type { Extension, ProgressReport, TaskDetail } from '#libs/contracts';
import { type Id, type TaskEvent, taskDecider } from '#libs/directives';
import { filesOf, shownFile } from './evidence-file.ts';
import type { TaskItem } from './items.ts';
import type { Names } from './names.ts';

type Said = TaskDetail['urges'][number];
export type Words = Pick<
  TaskDetail,
  | 'reports'
  | 'extensions'
  | 'urges'
  | 'remarks'
  | 'childTaskIds'
  | 'claim'
  | 'closure'
  | 'suspension'
  | 'ladder'
  | 'cycle'
  | 'slips'
>;

/** The files that its events name. */
export function filesIn({ events }: TaskItem): Id[] {
  return events.flatMap(({ event }) => filesOf(event).map(({ fileId }) => fileId));
}

/** The persons and units that `wordsOf` names. */
export function namedIn({ events }: TaskItem): { people: string[]; units: Id[] } {
  const units = events.flatMap(({ event }) => (event.type === 'ProgressReported' ? event.unit : []));
  return { units, people: events.map(({ event }) => event.by) };
}

/** What was said of a task. The state holds what is decided on, the events hold the words. */
export function wordsOf({ state, events }: TaskItem, names: Names, fileNames: ReadonlyMap<Id, string | null>): Words {
  const reports: ProgressReport[] = [];
  const slips: TaskDetail['slips'] = [];
  const urges: Said[] = [];
  const remarks: Said[] = [];
  let claim: TaskDetail['claim'] = null;
  let closure: TaskDetail['closure'] = null;
  let suspension: TaskDetail['suspension'] = null;

  for (const { event } of events) {
    const { at } = event;
    const by = names.person(event.by);
    const files = filesOf(event).map((file) => shownFile(file, fileNames));
    switch (event.type) {
      case 'ProgressReported': {
        const { reportId, percent, text, period } = event;
        const unit = names.unit(event.unit);
        reports.push({ id: reportId, unit, percent, text, period, files, by, at, returned: null });
        break;
      }
      case 'ReportReturned': {
        const report = reports.find(({ id }) => id === event.reportId);
        if (report) report.returned = { reason: event.reason, at };
        break;
      }
      case 'SlipIssued': {
        const { slipId: id, number, colour, text, answerBy } = event;
        slips.push({ id, number, colour, text, answerBy, by, at, answer: null });
        break;
      }
      case 'SlipAnswered': {
        const slip = slips.find(({ id }) => id === event.slipId);
        if (slip) slip.answer = { text: event.text, by, at };
        break;
      }
      case 'TaskUrged':
        urges.push({ text: event.text, by, at });
        break;
      case 'LeaderRemarked':
        remarks.push({ text: event.text, by, at });
        break;
      case 'CompletionClaimed':
        claim = { text: event.text, evidence: [...event.evidence], files, by, at };
        break;
      case 'TaskClosed':
        closure = { kind: event.kind, reason: event.reason, by, at };
        break;
      case 'TaskSuspended':
        suspension = { reason: event.reason, clock: event.clock, at };
        break;
    }
  }
  return {
    ...{
      reports,
      urges,
      remarks,
      extensions: extensionsOf(
        events.map(({ event }) => event),
        names,
      ),
    },
    childTaskIds: [...state.childTaskIds],
    slips,
    ladder: state.ladder,
    cycle: shownCycle(state.cycle),
    claim: state.claimedAt === null ? null : claim,
    closure: state.status === 'closed' ? closure : null,
    suspension: state.status === 'suspended' ? suspension : null,
  };
}

/** Each request with its answer. One that no answer came to has lapsed at the event after which it waited no more. */
function extensionsOf(events: readonly TaskEvent[], names: Names): Extension[] {
  const extensions: Extension[] = [];
  let state = taskDecider.initialState;
  for (const event of events) {
    state = taskDecider.evolve(state, event);
    if (event.type === 'ExtensionRequested') {
      const { requestId, to, reason, percent, at } = event;
      extensions.push({ requestId, to, reason, percent, by: names.person(event.by), at, decision: null });
    }
    const answered = state.status === 'none' ? [] : state.answeredExtensions;
    for (const extension of extensions.filter(({ decision }) => decision === null)) {
      const answer = answered.find(({ requestId }) => requestId === extension.requestId);
      if (!answer) continue;
      const reason = event.type === 'ExtensionRefused' ? event.reason : null;
      extension.decision = { outcome: answer.outcome, to: answer.to, reason, at: event.at };
    }
  }
  return extensions;
}

function shownCycle(cycle: TaskItem['state']['cycle']): TaskDetail['cycle'] {
  if (cycle === null) return null;
  const { since, ...shown } = cycle;
  return shown.kind === 'phases' ? { ...shown, dates: [...shown.dates] } : shown;
}
