import { z } from 'zod';
import { CommandAnswer } from './answer.ts';
import { CivilDate, Id, Percent, Position, words } from './scalars.ts';
import { ClosureKind } from './terms.ts';

const reason = words(2000);
const text = words(10_000);
/** Files that the caller has added to the task before. */
const fileIds = z.array(Id).max(10).default([]);

/** The body of a command that has nothing to add. */
export const Nothing = z.strictObject({}).meta({ id: 'Nothing' });
export type Nothing = z.infer<typeof Nothing>;

/** The body of a command that only says why. */
export const Because = z.strictObject({ reason }).meta({ id: 'Because' });
export type Because = z.infer<typeof Because>;

export const ReassignTask = z
  .strictObject({ leadUnit: Id, coUnits: z.array(Id).max(50).default([]), reason })
  .meta({ id: 'ReassignTask' });
export type ReassignTask = z.infer<typeof ReassignTask>;

/** `leadUnit` is the task's own when it is left out, `dueDate` the task's. */
export const DecomposeTask = z
  .strictObject({
    children: z
      .array(z.strictObject({ title: words(300), leadUnit: Id.optional(), dueDate: CivilDate.optional() }))
      .min(1)
      .max(100),
  })
  .meta({ id: 'DecomposeTask' });
export type DecomposeTask = z.infer<typeof DecomposeTask>;

/** `unit` says for which unit, when the caller holds posts in more than one of the task's. */
export const ReportProgress = z
  .strictObject({
    percent: Percent,
    text,
    period: z
      .string()
      .regex(
        /^(\d{4}-(W(0[1-9]|[1-4]\d|5[0-3])|M(0[1-9]|1[0-2])|Q[1-4])|P([1-9]|[1-9]\d))$/,
        'a period such as 2022-W44, 2022-M11, 2022-Q4 or P1',
      )
      .nullable()
      .default(null),
    unit: Id.optional(),
    fileIds,
  })
  .meta({ id: 'ReportProgress' });
export type ReportProgress = z.infer<typeof ReportProgress>;

export const ReturnReport = z.strictObject({ reportId: Id, reason }).meta({ id: 'ReturnReport' });
export type ReturnReport = z.infer<typeof ReturnReport>;

export const RequestExtension = z.strictObject({ to: CivilDate, reason }).meta({ id: 'RequestExtension' });
export type RequestExtension = z.infer<typeof RequestExtension>;
/** `to` is the date that was asked for when it is left out. */
export const GrantExtension = z
  .strictObject({ requestId: Id, to: CivilDate.optional() })
  .meta({ id: 'GrantExtension' });
export type GrantExtension = z.infer<typeof GrantExtension>;
export const RefuseExtension = z.strictObject({ requestId: Id, reason }).meta({ id: 'RefuseExtension' });
export type RefuseExtension = z.infer<typeof RefuseExtension>;

export const UrgeTask = z.strictObject({ text }).meta({ id: 'UrgeTask' });
export type UrgeTask = z.infer<typeof UrgeTask>;
/** The same urge to each of these tasks. */
export const UrgeTasks = z.strictObject({ taskIds: z.array(Id).min(1).max(200), text }).meta({ id: 'UrgeTasks' });
export type UrgeTasks = z.infer<typeof UrgeTasks>;
/** An earlier or a later date than the task's. */
export const RedateTask = z.strictObject({ to: CivilDate, reason }).meta({ id: 'RedateTask' });
export type RedateTask = z.infer<typeof RedateTask>;
/** Each task's own new date, meant for the version that was seen; a task that was changed since then is left as it is. */
export const RedateTasks = z
  .strictObject({
    tasks: z
      .array(z.strictObject({ id: Id, version: z.int().positive(), to: CivilDate }))
      .min(1)
      .max(200),
    reason,
  })
  .meta({ id: 'RedateTasks' });
export type RedateTasks = z.infer<typeof RedateTasks>;
/** What became of each, in the order in which they were named; `code` and `detail` are null for what was done, else the problem's. */
export const BulkAnswer = z
  .object({
    outcomes: z.array(
      z.object({ id: Id, code: z.string().nullable(), detail: z.string().nullable(), version: z.int().nullable() }),
    ),
    position: Position.meta({ description: 'From which read models show all that was done.' }),
  })
  .meta({ id: 'BulkAnswer' });
export type BulkAnswer = z.infer<typeof BulkAnswer>;
/** `clock`: does the deadline wait while the task is suspended (`stops`) or not (`runs`)? */
export const SuspendTask = z.strictObject({ reason, clock: z.enum(['runs', 'stops']) }).meta({ id: 'SuspendTask' });
export type SuspendTask = z.infer<typeof SuspendTask>;
export const ClaimCompletion = z
  .strictObject({ text, evidence: z.array(words(2000)).max(50).default([]), fileIds })
  .meta({ id: 'ClaimCompletion' });
export type ClaimCompletion = z.infer<typeof ClaimCompletion>;
/** The reason may be left out for what was implemented. */
export const CloseTask = z
  .strictObject({ kind: ClosureKind, reason: reason.or(z.literal('')).default('') })
  .meta({ id: 'CloseTask' });
export type CloseTask = z.infer<typeof CloseTask>;
/** The text may be left out when all was found in order. */
export const LookBackAtTask = z
  .strictObject({ finding: z.enum(['ok', 'problem']), text: text.or(z.literal('')).default('') })
  .meta({ id: 'LookBackAtTask' });
export type LookBackAtTask = z.infer<typeof LookBackAtTask>;
/** `dueDate` is the task's as it was when it is left out. */
export const ReopenTask = z.strictObject({ reason, dueDate: CivilDate.optional() }).meta({ id: 'ReopenTask' });
export type ReopenTask = z.infer<typeof ReopenTask>;
export const RecordRemark = z.strictObject({ text }).meta({ id: 'RecordRemark' });
export type RecordRemark = z.infer<typeof RecordRemark>;

export const DecomposeAnswer = CommandAnswer.extend({ childTaskIds: z.array(Id) }).meta({ id: 'DecomposeAnswer' });
export type DecomposeAnswer = z.infer<typeof DecomposeAnswer>;
export const ReportAnswer = CommandAnswer.extend({ reportId: Id }).meta({ id: 'ReportAnswer' });
export type ReportAnswer = z.infer<typeof ReportAnswer>;
export const ExtensionAnswer = CommandAnswer.extend({ requestId: Id }).meta({ id: 'ExtensionAnswer' });
export type ExtensionAnswer = z.infer<typeof ExtensionAnswer>;
