import { z } from 'zod';
import { Deadline } from './deadline.ts';
import { FeedbackCycle } from './feedback.ts';
import { After, AsOf, PastPageQuery, pageOf } from './page.ts';
import { CivilDate, Delegated, Id, Instant, Percent, PersonRef, Position, PostRef, UnitRef, words } from './scalars.ts';
import { Slip } from './slips.ts';
import { ClosureKind, Label, Light, SlipColour, TaskDeed, TaskStatus } from './terms.ts';

/** What the ledger can be narrowed to. */
const filters = z.strictObject({
  light: Light.optional(),
  status: TaskStatus.optional(),
  open: z.enum(['true', 'false']).optional().meta({ description: 'Neither closed nor ended.' }),
  unit: Id.optional().meta({ description: 'Its lead unit or one of its co-units.' }),
  leadUnit: Id.optional(),
  leader: Id.optional().meta({ description: 'The post of its leader in charge.' }),
  directive: Id.optional(),
  readout: Id.optional().meta({ description: 'Of a directive from it.' }),
  campaign: Id.optional().meta({ description: 'Of a directive that is in it.' }),
  parent: Id.optional(),
  dueFrom: CivilDate.optional(),
  dueTo: CivilDate.optional().meta({ description: 'Both days count; standing tasks have no date and are left out.' }),
  q: words(100).optional().meta({ description: 'Part of the number or of the title.' }),
  sort: z.enum(['due', 'number', 'changed']).default('due').meta({
    description: '`due`: earliest first, standing tasks last. `changed`: newest change first.',
  }),
});
export type TaskFilters = z.infer<typeof filters>;

export const TaskQuery = PastPageQuery.extend({
  ...filters.shape,
  counts: z.enum(['true', 'false']).optional().meta({ description: 'Asks for `counts`.' }),
});
export type TaskQuery = z.infer<typeof TaskQuery>;

/** Why a light shows what it shows: a stable code and what fills its sentence. */
export const LightReason = z
  .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) })
  .meta({ id: 'LightReason' });
export type LightReason = z.infer<typeof LightReason>;

/** A row of the ledger. */
export const TaskRow = z
  .object({
    id: Id,
    version: z.int().positive(),
    status: TaskStatus,
    number: z.string(),
    title: z.string(),
    directiveId: Id,
    parentTaskId: Id.nullable(),
    leadUnit: UnitRef,
    coUnits: z.array(UnitRef),
    leaderInCharge: PostRef.nullable(),
    /** The date that is judged; null: standing. */
    deadline: Deadline.nullable(),
    /** The date it was assigned with: never overwritten by an extension. */
    originalDeadline: Deadline.nullable(),
    signBy: CivilDate,
    percent: Percent,
    label: Label,
    light: Light,
    lightReasons: z.array(LightReason),
    /** An extension was asked for and not decided yet. */
    extensionPending: z.boolean(),
    changedAt: Instant,
    position: Position.meta({ description: 'Position of its last event.' }),
  })
  .meta({ id: 'TaskRow' });
export type TaskRow = z.infer<typeof TaskRow>;
export const TaskPage = z
  .object({
    items: z.array(TaskRow),
    nextCursor: z.string().nullable(),
    /** Only when asked for: how many the filters let through on all pages; by light, as if none had been asked for. */
    counts: z.object({ total: z.int(), lights: z.record(Light, z.int()) }).optional(),
  })
  .meta({ id: 'TaskPage' });
export type TaskPage = z.infer<typeof TaskPage>;

export const SkeletonQuery = filters.extend({ ...After.shape, ...AsOf.shape });
export type SkeletonQuery = z.infer<typeof SkeletonQuery>;

/**
 * A whole ledger in columns of numbers, so that a grid knows its length and can be scrolled anywhere. The rows that are
 * looked at are asked for by their positions.
 */
export const TaskSkeleton = z
  .object({
    now: Instant,
    complete: z.boolean().meta({ description: 'False: there are more than 100,000; narrow the list.' }),
    units: z.array(UnitRef),
    lights: z.array(Light),
    statuses: z.array(TaskStatus),
    /** An entry a row, in the order asked for. `light`, `status`, `unit`: places in the lists above. `due`: days since 1970-01-01. */
    columns: z.object({
      position: z.array(Position),
      light: z.array(z.int()),
      status: z.array(z.int()),
      due: z.array(z.int().nullable()),
      unit: z.array(z.int()),
      percent: z.array(Percent),
    }),
  })
  .meta({ id: 'TaskSkeleton' });
export type TaskSkeleton = z.infer<typeof TaskSkeleton>;

export const TaskVersionQuery = z.strictObject({
  ...After.shape,
  ...AsOf.shape,
  positions: z
    .string()
    .regex(/^\d{1,15}(,\d{1,15}){0,199}$/, 'up to 200 positions, with commas between them')
    .transform((text) => text.split(',').map(Number)),
});
export type TaskVersionQuery = z.infer<typeof TaskVersionQuery>;
export const TaskVersions = z.object({ items: z.array(TaskRow) }).meta({ id: 'TaskVersions' });
export type TaskVersions = z.infer<typeof TaskVersions>;

/** What a task waits for from its lead unit, the most pressing first. */
export const Need = z.enum(['overdue', 'returned', 'sign-for', 'due-soon', 'behind', 'under-way']).meta({ id: 'Need' });
export type Need = z.infer<typeof Need>;
export const MyTask = TaskRow.extend({ need: Need }).meta({ id: 'MyTask' });
export type MyTask = z.infer<typeof MyTask>;
/** By need, then by due date. */
export const MyTaskPage = pageOf(MyTask, 'MyTaskPage');
export type MyTaskPage = z.infer<typeof MyTaskPage>;

/** A file with a report; its name is null when it was erased with the report's words. */
export const EvidenceFile = z
  .object({ id: Id, name: z.string().nullable(), hash: z.string(), size: z.int(), type: z.string() })
  .meta({ id: 'EvidenceFile' });
export type EvidenceFile = z.infer<typeof EvidenceFile>;
/** A form (`multipart/form-data`) with one file of at most 20 MB: .pdf, .ofd, .docx, .xlsx, .pptx, .jpg, .png, .gif, .webp, .txt or .csv. */
export const AddFile = z.strictObject({ file: z.file() }).meta({ id: 'AddFile' });
export type AddFile = z.infer<typeof AddFile>;

export const ProgressReport = z
  .object({
    id: Id,
    unit: UnitRef,
    percent: Percent,
    text: z.string(),
    period: z.string().nullable(),
    files: z.array(EvidenceFile),
    by: PersonRef,
    at: Instant,
    /** Set when the office sent it back. */
    returned: z.object({ reason: z.string(), at: Instant }).nullable(),
  })
  .meta({ id: 'ProgressReport' });
export type ProgressReport = z.infer<typeof ProgressReport>;

export const Extension = z
  .object({
    requestId: Id,
    to: CivilDate,
    reason: z.string(),
    percent: Percent,
    by: PersonRef,
    at: Instant,
    decision: z
      .object({
        /** `lapsed`: completion was claimed, or the task changed hands, before an answer. */
        outcome: z.enum(['granted', 'refused', 'lapsed']),
        /** The date granted; null when none was. */
        to: CivilDate.nullable(),
        reason: z.string().nullable(),
        at: Instant,
      })
      .nullable(),
  })
  .meta({ id: 'Extension' });
export type Extension = z.infer<typeof Extension>;

const said = z.object({ text: z.string(), by: PersonRef, at: Instant });

export const TaskDetail = TaskRow.extend({
  reports: z.array(ProgressReport),
  extensions: z.array(Extension),
  urges: z.array(said),
  remarks: z.array(said),
  childTaskIds: z.array(Id),
  /** The ladder by which it is reminded of. */
  ladder: z.string(),
  cycle: FeedbackCycle.nullable(),
  /** Oldest first. */
  slips: z.array(Slip),
  claim: z
    .object({
      text: z.string(),
      evidence: z.array(z.string()),
      files: z.array(EvidenceFile),
      by: PersonRef,
      at: Instant,
    })
    .nullable(),
  closure: z.object({ kind: ClosureKind, reason: z.string(), by: PersonRef, at: Instant }).nullable(),
  suspension: z.object({ reason: z.string(), clock: z.enum(['runs', 'stops']), at: Instant }).nullable(),
}).meta({ id: 'TaskDetail' });
export type TaskDetail = z.infer<typeof TaskDetail>;

/** What the caller may do to the task in this version. Each may still be refused for what other items forbid. */
export const TaskDeeds = z
  .object({
    id: Id,
    version: z.int().positive(),
    deeds: z.array(TaskDeed),
    slipColours: z
      .array(SlipColour)
      .meta({ description: 'Of which the caller may send a slip now, the mildest first.' }),
  })
  .meta({ id: 'TaskDeeds' });
export type TaskDeeds = z.infer<typeof TaskDeeds>;

const fieldValue = z.union([z.string(), z.number(), z.null()]);
/** A field of the item and its value before and after an event: `dueDate`, `percent`, `leadUnit`, … */
export const FieldChange = z
  .object({ field: z.string(), from: fieldValue, to: fieldValue })
  .meta({ id: 'FieldChange' });
export type FieldChange = z.infer<typeof FieldChange>;

/** One event of a task or of a directive, as it was stored; `data` are the event's own fields. */
export const HistoryEntry = z
  .object({
    position: Position,
    streamId: Id,
    version: z.int().positive(),
    type: z.string(),
    at: Instant,
    recordedAt: Instant,
    by: PersonRef,
    delegation: Delegated.nullable(),
    data: z.record(z.string(), z.unknown()),
    changed: z.array(FieldChange),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;
/** In the order of the log, oldest first; the label is the item's, as it is now. */
export const HistoryPage = pageOf(HistoryEntry, 'HistoryPage').extend({ label: Label }).meta({ id: 'HistoryPage' });
export type HistoryPage = z.infer<typeof HistoryPage>;
