import { z } from 'zod';
import { CommandAnswer } from './answer.ts';
import { Clock, Deadline } from './deadline.ts';
import { FeedbackCycle } from './feedback.ts';
import { PastPageQuery, pageOf } from './page.ts';
import { CivilDate, Id, Instant, Position, PostRef, UnitRef, words } from './scalars.ts';
import { LadderName } from './settings.ts';
import { ClosureKind, DirectiveStatus, Label } from './terms.ts';

const reason = words(2000);
const title = words(300);
const targets = z.array(words(500)).max(50);

/** Words of a readout, to the letter. `start` says which occurrence is meant and may be left out when there is only one. */
export const QuotedWords = z
  .strictObject({ exact: z.string().min(1).max(5000), start: z.int().nonnegative().optional() })
  .meta({ id: 'QuotedWords' });
export type QuotedWords = z.infer<typeof QuotedWords>;

/**
 * Proposes a directive by hand from the exact words of a readout. `expression` are the clock's words, read by the same rules as in an import.
 */
export const ProposeDirective = z
  .strictObject({
    readoutId: Id,
    quote: QuotedWords,
    title,
    expression: words(100).nullable().default(null),
  })
  .meta({ id: 'ProposeDirective' });
export type ProposeDirective = z.infer<typeof ProposeDirective>;

/** Before it is registered. What is left out stays as it is; `expression` null: no clock. */
export const ReviseProposal = z
  .strictObject({
    title: title.optional(),
    quote: QuotedWords.optional(),
    expression: words(100).nullable().optional(),
  })
  .meta({ id: 'ReviseProposal' });
export type ReviseProposal = z.infer<typeof ReviseProposal>;

/** The proposal becomes the first part; the others are new proposals. */
export const SplitProposal = z
  .strictObject({
    parts: z
      .array(z.strictObject({ title, quote: QuotedWords, expression: words(100).nullable().default(null) }))
      .min(2)
      .max(20),
  })
  .meta({ id: 'SplitProposal' });
export type SplitProposal = z.infer<typeof SplitProposal>;

export const SplitAnswer = CommandAnswer.extend({ directiveIds: z.array(Id) }).meta({ id: 'SplitAnswer' });
export type SplitAnswer = z.infer<typeof SplitAnswer>;

export const DropDirective = z.strictObject({ reason }).meta({ id: 'DropDirective' });
export type DropDirective = z.infer<typeof DropDirective>;

/**
 * `dueDate` null: standing, without a time limit. A date that is one of the clock's readings keeps that reading's rule;
 * any other is `set-by-hand`. `title` is the proposal's when it is left out.
 */
export const RegisterDirective = z
  .strictObject({
    title: title.optional(),
    leadUnit: Id,
    coUnits: z.array(Id).max(50).default([]),
    leaderInCharge: Id.nullable().default(null).meta({ description: 'Id of a post.' }),
    dueDate: CivilDate.nullable(),
    targets: targets.default([]),
  })
  .meta({ id: 'RegisterDirective' });
export type RegisterDirective = z.infer<typeof RegisterDirective>;

export const TaskToAssign = z
  .strictObject({
    title: title.optional(),
    leadUnit: Id,
    coUnits: z.array(Id).max(50).default([]),
    /** Left out: the directive's. */
    dueDate: CivilDate.optional(),
    /** By which it is reminded of; left out: `default`. */
    ladder: LadderName.optional(),
    cycle: FeedbackCycle.optional(),
  })
  .meta({ id: 'TaskToAssign' });
export type TaskToAssign = z.infer<typeof TaskToAssign>;

/** Hands it out: one task for each entry; with none, one task for the directive's lead unit and co-units. */
export const IssueDirective = z
  .strictObject({ tasks: z.array(TaskToAssign).min(1).max(100).optional() })
  .meta({ id: 'IssueDirective' });
export type IssueDirective = z.infer<typeof IssueDirective>;

/** What is left out stays as it is. */
export const AmendDirective = z
  .strictObject({
    title: title.optional(),
    dueDate: CivilDate.nullable().optional(),
    targets: targets.optional(),
    leaderInCharge: Id.nullable().optional(),
    reason,
  })
  .meta({ id: 'AmendDirective' });
export type AmendDirective = z.infer<typeof AmendDirective>;

/** What is registered goes into another open directive; what is only proposed may go into another proposal as well. */
export const MergeDirective = z.strictObject({ into: Id, reason }).meta({ id: 'MergeDirective' });
export type MergeDirective = z.infer<typeof MergeDirective>;
export const SupersedeDirective = z.strictObject({ successor: Id, reason }).meta({ id: 'SupersedeDirective' });
export type SupersedeDirective = z.infer<typeof SupersedeDirective>;
export const CancelDirective = z.strictObject({ reason }).meta({ id: 'CancelDirective' });
export type CancelDirective = z.infer<typeof CancelDirective>;
export const CloseDirective = z
  .strictObject({ kind: ClosureKind, summary: words(5000) })
  .meta({ id: 'CloseDirective' });
export type CloseDirective = z.infer<typeof CloseDirective>;

export const RegisterAnswer = CommandAnswer.extend({ number: z.string() }).meta({ id: 'RegisterAnswer' });
export type RegisterAnswer = z.infer<typeof RegisterAnswer>;
export const IssueAnswer = CommandAnswer.extend({ taskIds: z.array(Id) }).meta({ id: 'IssueAnswer' });
export type IssueAnswer = z.infer<typeof IssueAnswer>;

export const DirectiveQuery = PastPageQuery.extend({
  status: DirectiveStatus.optional(),
  readout: Id.optional(),
  campaign: Id.optional(),
  unit: Id.optional().meta({ description: 'Its lead unit or one of its co-units.' }),
});
export type DirectiveQuery = z.infer<typeof DirectiveQuery>;

export const DirectiveRow = z
  .object({
    id: Id,
    version: z.int().positive(),
    status: DirectiveStatus,
    number: z.string().nullable(),
    title: z.string(),
    readoutId: Id,
    meetingDate: CivilDate,
    quote: z.string(),
    leadUnit: UnitRef.nullable(),
    coUnits: z.array(UnitRef),
    leaderInCharge: PostRef.nullable(),
    deadline: Deadline.nullable(),
    /** The date it was registered with; an amendment never overwrites it. */
    originalDeadline: Deadline.nullable(),
    tasks: z.object({ total: z.int(), open: z.int() }),
    label: Label,
    changedAt: Instant,
    position: Position.meta({ description: 'Position of its last event.' }),
  })
  .meta({ id: 'DirectiveRow' });
export type DirectiveRow = z.infer<typeof DirectiveRow>;
export const DirectivePage = pageOf(DirectiveRow, 'DirectivePage');
export type DirectivePage = z.infer<typeof DirectivePage>;

/** Its tasks get the label with it; its readout is known as far as all its directives are. */
export const LabelDirective = z.strictObject({ label: Label, reason: words(2000) }).meta({ id: 'LabelDirective' });
export type LabelDirective = z.infer<typeof LabelDirective>;

/** Where a quote stands in the normalised text: `exact === text.slice(start, end)`. */
export const Quote = z
  .object({ exact: z.string(), prefix: z.string(), suffix: z.string(), start: z.int(), end: z.int() })
  .meta({ id: 'Quote' });
export type Quote = z.infer<typeof Quote>;

export const DirectiveDetail = DirectiveRow.omit({ quote: true })
  .extend({
    quote: Quote,
    /** Null when the quote names no time. */
    clock: Clock.nullable(),
    /** The rule of the reader that found it, or `by-hand`. */
    rule: z.string(),
    targets: z.array(z.string()),
    taskIds: z.array(Id),
    closure: z.object({ kind: ClosureKind, summary: z.string(), at: Instant }).nullable(),
    /** Why and with what it ended, when it was dropped, merged, superseded or cancelled. */
    end: z.object({ reason: z.string(), other: Id.nullable(), at: Instant }).nullable(),
  })
  .meta({ id: 'DirectiveDetail' });
export type DirectiveDetail = z.infer<typeof DirectiveDetail>;
