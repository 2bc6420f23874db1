import { z } from 'zod';

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 09:00');

/**
 * How the caller wants to be told: by which channels outside not, at which hour the day's message comes (null: the
 * deployment's), and when nothing may come. `until` before `from` is on the next day. The inbox always has everything.
 */
export const NotificationPreferences = z
  .strictObject({
    channelsOff: z.array(z.enum(['email', 'web-push'])).max(2),
    digestTime: LocalTime.nullable(),
    quietHours: z.strictObject({ from: LocalTime, until: LocalTime }).nullable(),
    workingDaysOnly: z.boolean(),
  })
  .meta({ id: 'NotificationPreferences' });
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;
