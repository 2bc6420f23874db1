import { z } from 'zod';
import { Campaign } from './campaigns.ts';
import { After, AsOf } from './page.ts';
import { CivilDate, Id, Instant, Position, UnitRef } from './scalars.ts';
import { Light } from './terms.ts';

export const DashboardQuery = z.strictObject({
  ...After.shape,
  ...AsOf.shape,
  campaign: Id.optional().meta({ description: 'Only the tasks of its directives.' }),
  since: AsOf.shape.as_of.meta({ description: 'A moment before, to compare with.' }),
});
export type DashboardQuery = z.infer<typeof DashboardQuery>;

/** Tasks, without those that ended with their directive. `done`: closed. */
export const TaskFigures = z
  .object({ total: z.int(), open: z.int(), done: z.int(), lights: z.record(Light, z.int()) })
  .meta({ id: 'TaskFigures' });
export type TaskFigures = z.infer<typeof TaskFigures>;

/** The tasks that a unit leads. */
export const UnitStanding = TaskFigures.extend({
  unit: UnitRef,
  /** Of its overdue tasks that nobody claims done, how many days the one that is longest due is late; 0 without any. */
  mostDaysLate: z.int(),
}).meta({ id: 'UnitStanding' });
export type UnitStanding = z.infer<typeof UnitStanding>;

/** Open tasks by lead unit and the week in which they are due. */
export const HeatMap = z
  .object({
    /** Their Mondays, one after the other. */
    weeks: z.array(CivilDate),
    rows: z.array(
      z.object({
        unit: UnitRef,
        /** Due before the first week, in each week, after the last one. */
        before: z.int(),
        counts: z.array(z.int()),
        after: z.int(),
      }),
    ),
  })
  .meta({ id: 'HeatMap' });
export type HeatMap = z.infer<typeof HeatMap>;

/** How scope, plan and what is done have grown, at the end of each day; from today on only the plan is known. */
export const BurnUp = z
  .object({
    points: z.array(
      z.object({
        date: CivilDate,
        /** Tasks assigned and not ended; null on days to come. */
        scope: z.int().nullable(),
        done: z.int().nullable(),
        /** Tasks whose original date is not after this day. */
        plan: z.int(),
      }),
    ),
    /** When all is done at the pace of the last 7 and of the last 28 days; a null day: never. */
    forecast: z.object({ earliest: CivilDate.nullable(), latest: CivilDate.nullable() }).nullable(),
    /** The campaign's last day. */
    deadline: CivilDate.nullable(),
  })
  .meta({ id: 'BurnUp' });
export type BurnUp = z.infer<typeof BurnUp>;

/** Are we on time, who is late, what has changed: over what the caller may see. */
export const Dashboard = z
  .object({
    now: Instant,
    today: CivilDate,
    position: Position.meta({ description: 'How far the log is told here.' }),
    campaign: Campaign.nullable(),
    tasks: TaskFigures,
    /** The one with most overdue tasks first. */
    units: z.array(UnitStanding),
    heatMap: HeatMap,
    burnUp: BurnUp,
    /** Only when it was asked for: the figures at that moment, and how often each thing happened to these tasks since. */
    since: z
      .object({ now: Instant, position: Position, tasks: TaskFigures, events: z.record(z.string(), z.int()) })
      .nullable(),
  })
  .meta({ id: 'Dashboard' });
export type Dashboard = z.infer<typeof Dashboard>;
