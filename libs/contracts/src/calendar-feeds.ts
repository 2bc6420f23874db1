import { z } from 'zod';
import { pageOf } from './page.ts';
import { Id, Instant } from './scalars.ts';

/** `unitId` null: the tasks of the caller's own units. */
export const AddCalendarFeed = z.strictObject({ unitId: Id.nullable().default(null) }).meta({ id: 'AddCalendarFeed' });
export type AddCalendarFeed = z.infer<typeof AddCalendarFeed>;

/** The only time that the address is shown: whoever has it reads what the caller may see, until it is revoked. */
export const AddedCalendarFeed = z.object({ id: Id, address: z.string() }).meta({ id: 'AddedCalendarFeed' });
export type AddedCalendarFeed = z.infer<typeof AddedCalendarFeed>;

export const CalendarFeed = z
  .object({
    id: Id,
    unitId: Id.nullable(),
    createdAt: Instant,
    lastReadAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeed = z.infer<typeof CalendarFeed>;
export const CalendarFeedPage = pageOf(CalendarFeed, 'CalendarFeedPage');
export type CalendarFeedPage = z.infer<typeof CalendarFeedPage>;
