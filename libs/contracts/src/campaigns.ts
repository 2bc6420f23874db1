import { z } from 'zod';
import { PastPageQuery, pageOf } from './page.ts';
import { CivilDate, Id, Instant, Position, words } from './scalars.ts';
import { CampaignStatus } from './terms.ts';

const title = words(300);
const reason = words(2000);
const directiveIds = z.array(Id).max(500);

export const Milestone = z.strictObject({ date: CivilDate, title }).meta({ id: 'Milestone' });
export type Milestone = z.infer<typeof Milestone>;

const terms = z.strictObject({
  title,
  startDate: CivilDate.meta({ description: 'Day 1.' }),
  endDate: CivilDate.meta({ description: 'The last day.' }),
  milestones: z.array(Milestone).max(100).default([]),
});

export const OpenCampaign = terms.extend({ directiveIds: directiveIds.default([]) }).meta({ id: 'OpenCampaign' });
export type OpenCampaign = z.infer<typeof OpenCampaign>;
/** What is left out stays as it is. */
export const AmendCampaign = z
  .strictObject({
    title: title.optional(),
    startDate: CivilDate.optional(),
    endDate: CivilDate.optional(),
    milestones: z.array(Milestone).max(100).optional(),
    reason,
  })
  .meta({ id: 'AmendCampaign' });
export type AmendCampaign = z.infer<typeof AmendCampaign>;
/** Registered directives; those that are in it already stay. */
export const AddDirectives = z.strictObject({ directiveIds: directiveIds.min(1) }).meta({ id: 'AddDirectives' });
export type AddDirectives = z.infer<typeof AddDirectives>;
export const RemoveDirectives = z
  .strictObject({ directiveIds: directiveIds.min(1), reason })
  .meta({ id: 'RemoveDirectives' });
export type RemoveDirectives = z.infer<typeof RemoveDirectives>;
export const CloseCampaign = z.strictObject({ summary: words(5000) }).meta({ id: 'CloseCampaign' });
export type CloseCampaign = z.infer<typeof CloseCampaign>;

/** Where a campaign stands on the day that is asked about. Both ends count: the start is day 1, the end day `days`. */
export const Countdown = z
  .object({
    day: z.int().nonnegative().meta({ description: '0 before the start, `days` after the end.' }),
    days: z.int().positive(),
    daysLeft: z.int().meta({ description: 'After this day, the last one counted; negative after the end.' }),
    workingDaysLeft: z.int().nonnegative(),
    lastWorkingDay: CivilDate.meta({ description: 'The end, or the last working day before it.' }),
  })
  .meta({ id: 'Countdown' });
export type Countdown = z.infer<typeof Countdown>;

export const Campaign = z
  .object({
    id: Id,
    version: z.int().positive(),
    status: CampaignStatus,
    title: z.string(),
    startDate: CivilDate,
    endDate: CivilDate,
    milestones: z.array(Milestone),
    countdown: Countdown,
    directiveIds: z.array(Id).meta({ description: 'Those that the caller sees, in the order in which they came.' }),
    changedAt: Instant,
    position: Position.meta({ description: 'Position of its last event.' }),
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;
export const CampaignPage = pageOf(Campaign, 'CampaignPage');
export type CampaignPage = z.infer<typeof CampaignPage>;

export const CampaignQuery = PastPageQuery.extend({ status: CampaignStatus.optional() });
export type CampaignQuery = z.infer<typeof CampaignQuery>;

export const CampaignDetail = Campaign.extend({
  closure: z.object({ summary: z.string(), at: Instant }).nullable(),
}).meta({ id: 'CampaignDetail' });
export type CampaignDetail = z.infer<typeof CampaignDetail>;
