import { z } from 'zod';
import { Campaign } from './campaigns.ts';
import { TaskFigures, UnitStanding } from './dashboard.ts';
import { CivilDate, Instant, Position, UnitRef } from './scalars.ts';
import { SealView } from './seal.ts';
import { SkeletonQuery, TaskRow } from './tasks.ts';

/** What is reported on: the tasks that these filters let through, as in the ledger; of a campaign, of a unit, of all. */
export const ReportQuery = SkeletonQuery;
export type ReportQuery = z.infer<typeof ReportQuery>;

/** What a report says. The same position gives the same report, but for the seal, which may be newer. */
export const Report = z
  .object({
    now: Instant,
    today: CivilDate,
    position: Position.meta({ description: 'How far the log is told here.' }),
    /** The supervision office, which reports; null before there is one. */
    office: UnitRef.nullable(),
    /** What it is of, when that was asked for. */
    campaign: Campaign.nullable(),
    unit: UnitRef.nullable(),
    figures: TaskFigures,
    /** The one with most overdue tasks first. */
    units: z.array(UnitStanding),
    tasks: z.array(TaskRow).meta({ description: 'In the order asked for, the first 2,000 at most.' }),
    complete: z.boolean().meta({ description: 'False: there are more tasks than are listed; the figures are of all.' }),
    seal: SealView.nullable().meta({
      description: 'The first seal that covers the position, else the newest one; null before the first.',
    }),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

export const ExportQuery = SkeletonQuery.extend({
  format: z.enum(['xlsx', 'csv']),
  language: z.enum(['zh', 'en']).default('zh').meta({ description: 'Of headings and terms.' }),
});
export type ExportQuery = z.infer<typeof ExportQuery>;
