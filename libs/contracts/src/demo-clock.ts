import { z } from 'zod';
import { CivilDate, Instant } from './scalars.ts';

/** An instant, or a date, which means the digest hour of that day; never before the present business time. */
export const MoveClock = z.strictObject({ to: z.union([Instant, CivilDate]) }).meta({ id: 'MoveClock' });
export type MoveClock = z.infer<typeof MoveClock>;

/** Business time. After a move, the reminders that became due have been claimed. */
export const DemoClock = z.object({ now: Instant, today: CivilDate, timeZone: z.string() }).meta({ id: 'DemoClock' });
export type DemoClock = z.infer<typeof DemoClock>;
