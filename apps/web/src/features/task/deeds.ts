import type { TaskDeed, TaskDeeds, TaskDetail } from '#libs/contracts';
import type { AddedFile } from '../evidence/files-field.tsx';
import { beginningOfCycle, cycleOf, type SaidCycle } from './cycle.ts';

export type SlipColour = TaskDeeds['slipColours'][number];

/** What a form may ask. */
export type Field =
  | 'reason'
  | 'text'
  | 'optionalReason'
  | 'optionalText'
  | 'percent'
  | 'to'
  | 'grantTo'
  | 'dueDate'
  | 'leadUnit'
  | 'coUnits'
  | 'parts'
  | 'clock'
  | 'evidence'
  | 'files'
  | 'kind'
  | 'finding'
  | 'report'
  | 'slipColour'
  | 'answerBy'
  | 'slip'
  | 'cycle';

interface Deed {
  readonly path: string;
  /** Empty: done at once, without a form. */
  readonly asks: readonly Field[];
  /** It replaces a value, so that it must be meant for the version that was seen. */
  readonly replaces?: true;
}

/** How each deed is asked for and where it is sent. */
export const DEEDS: Readonly<Record<TaskDeed, Deed>> = {
  SignForTask: { path: 'sign-for', asks: [] },
  DisputeTask: { path: 'dispute', asks: ['reason'] },
  UpholdAssignment: { path: 'uphold', asks: ['reason'] },
  StartTask: { path: 'start', asks: [] },
  ReportProgress: { path: 'report-progress', asks: ['percent', 'text', 'files'] },
  ReturnReport: { path: 'return-report', asks: ['report', 'reason'] },
  RequestExtension: { path: 'request-extension', asks: ['to', 'reason'] },
  GrantExtension: { path: 'grant-extension', asks: ['grantTo'], replaces: true },
  RefuseExtension: { path: 'refuse-extension', asks: ['reason'] },
  RedateTask: { path: 'redate', asks: ['to', 'reason'], replaces: true },
  UrgeTask: { path: 'urge', asks: ['text'] },
  RecordRemark: { path: 'remark', asks: ['text'] },
  DecomposeTask: { path: 'decompose', asks: ['parts'] },
  ReassignTask: { path: 'reassign', asks: ['leadUnit', 'coUnits', 'reason'], replaces: true },
  SuspendTask: { path: 'suspend', asks: ['clock', 'reason'] },
  ResumeTask: { path: 'resume', asks: ['reason'] },
  ClaimCompletion: { path: 'claim-completion', asks: ['text', 'evidence', 'files'] },
  ReturnCompletion: { path: 'return-completion', asks: ['reason'] },
  CloseTask: { path: 'close', asks: ['kind', 'optionalReason'] },
  LookBackAtTask: { path: 'look-back', asks: ['finding', 'optionalText'] },
  ReopenTask: { path: 'reopen', asks: ['reason', 'dueDate'] },
  IssueSlip: { path: 'issue-slip', asks: ['slipColour', 'text', 'answerBy'] },
  AnswerSlip: { path: 'answer-slip', asks: ['slip', 'text'] },
  SetFeedbackCycle: { path: 'feedback-cycle', asks: ['cycle'] },
};

/** What wants doing first, when it may be done. */
const PRESSING: readonly TaskDeed[] = [
  'SignForTask',
  'AnswerSlip',
  'GrantExtension',
  'UpholdAssignment',
  'CloseTask',
  'ReportProgress',
  'UrgeTask',
  'RecordRemark',
];

/** The one primary deed, the two beside it, and the rest. */
export function arranged(deeds: readonly TaskDeed[]): { shown: TaskDeed[]; more: TaskDeed[] } {
  const first = PRESSING.filter((deed) => deeds.includes(deed));
  const others = deeds.filter((deed) => !first.includes(deed));
  const all = [...first, ...others];
  return { shown: all.slice(0, 3), more: all.slice(3) };
}

/** What is being written for a deed; every field as text, as it stands in the form. */
export interface Said {
  reason: string;
  text: string;
  percent: string;
  to: string;
  dueDate: string;
  leadUnit: string | null;
  coUnits: readonly string[];
  parts: string;
  clock: 'runs' | 'stops';
  evidence: string;
  files: readonly AddedFile[];
  kind: string;
  finding: 'ok' | 'problem';
  reportId: string;
  colour: SlipColour | null;
  answerBy: string;
  slipId: string;
  cycle: SaidCycle;
}

/** `slipColours`: of which a slip may be sent now. */
export function beginning(task: TaskDetail, slipColours: readonly SlipColour[]): Said {
  const pending = task.extensions.find(({ decision }) => decision === null);
  return {
    ...{ reason: '', text: '', percent: String(task.percent), to: pending?.to ?? '', dueDate: '' },
    ...{
      leadUnit: null,
      coUnits: [],
      parts: '',
      clock: 'runs',
      evidence: '',
      files: [],
      kind: 'implemented',
      finding: 'ok',
    },
    reportId: task.reports.findLast(({ returned }) => returned === null)?.id ?? '',
    ...{ colour: slipColours[0] ?? null, answerBy: '', cycle: beginningOfCycle(task.cycle) },
    slipId: task.slips.findLast(({ answer }) => answer === null)?.id ?? '',
  };
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The body of the command. */
export function bodyOf(deed: TaskDeed, said: Said, task: TaskDetail): object {
  const { reason, text } = said;
  const requestId = task.extensions.find(({ decision }) => decision === null)?.requestId;
  switch (deed) {
    case 'SignForTask':
    case 'StartTask':
      return {};
    case 'DisputeTask':
    case 'UpholdAssignment':
    case 'ResumeTask':
    case 'ReturnCompletion':
      return { reason };
    case 'ReportProgress':
      return { percent: Number(said.percent), text, fileIds: said.files.map(({ id }) => id) };
    case 'ReturnReport':
      return { reportId: said.reportId, reason };
    case 'RequestExtension':
    case 'RedateTask':
      return { to: said.to, reason };
    case 'GrantExtension':
      return { requestId, to: said.to };
    case 'RefuseExtension':
      return { requestId, reason };
    case 'UrgeTask':
    case 'RecordRemark':
      return { text };
    case 'DecomposeTask':
      return { children: lines(said.parts).map((title) => ({ title })) };
    case 'ReassignTask':
      return { leadUnit: said.leadUnit, coUnits: said.coUnits, reason };
    case 'SuspendTask':
      return { clock: said.clock, reason };
    case 'ClaimCompletion':
      return { text, evidence: lines(said.evidence), fileIds: said.files.map(({ id }) => id) };
    case 'CloseTask':
      return { kind: said.kind, reason };
    case 'LookBackAtTask':
      return { finding: said.finding, text };
    case 'ReopenTask':
      return { reason, ...(said.dueDate !== '' && { dueDate: said.dueDate }) };
    case 'IssueSlip':
      return { colour: said.colour, text, ...(said.answerBy !== '' && { answerBy: said.answerBy }) };
    case 'AnswerSlip':
      return { slipId: said.slipId, text };
    case 'SetFeedbackCycle':
      return { cycle: cycleOf(said.cycle) };
  }
}
