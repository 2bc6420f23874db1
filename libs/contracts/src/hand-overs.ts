import { z } from 'zod';
import { Id, Instant, LocalName, PersonRef, Position, UnitRef, words } from './scalars.ts';
import { TaskDetail } from './tasks.ts';

export const OpenHandOver = z.strictObject({ incomingId: Id }).meta({ id: 'OpenHandOver' });
export type OpenHandOver = z.infer<typeof OpenHandOver>;
/** Of the sheet that was read: what is signed is what it showed. */
export const SignHandOver = z.strictObject({ position: Position }).meta({ id: 'SignHandOver' });
export type SignHandOver = z.infer<typeof SignHandOver>;

/** A post passes from one person to another. It waits for two signatures, that of the one who leaves first. */
export const HandOver = z
  .object({
    id: Id,
    post: z.object({ id: Id, title: LocalName, unit: UnitRef }),
    outgoing: PersonRef,
    incoming: PersonRef,
    openedAt: Instant,
    position: Position.nullable().meta({
      description: 'Up to which the signed sheet shows the log; null: not signed.',
    }),
    handedOverAt: Instant.nullable(),
    takenOverAt: Instant.nullable(),
  })
  .meta({ id: 'HandOver' });
export type HandOver = z.infer<typeof HandOver>;
/** Those that are not signed by both, and one's own that are. The newest first. */
export const HandOvers = z.object({ items: z.array(HandOver) }).meta({ id: 'HandOvers' });
export type HandOvers = z.infer<typeof HandOvers>;

/** An open task as the sheet shows it, with what was promised and asked. */
export const HandOverTask = z
  .object({
    task: TaskDetail,
    dispute: z.object({ reason: words(10_000), by: PersonRef, at: Instant }).nullable(),
    reminders: z
      .array(z.object({ rule: z.string(), at: Instant }))
      .meta({ description: 'The next three of its ladder.' }),
  })
  .meta({ id: 'HandOverTask' });
export type HandOverTask = z.infer<typeof HandOverTask>;

/** What is open at a post as of a position: once it is signed, the same bytes for ever, but for erased texts and names of people. */
export const HandOverSheet = z
  .object({
    handOver: HandOver,
    position: Position,
    now: Instant,
    tasks: z.array(HandOverTask).meta({ description: 'By light, the most urgent first, then by date.' }),
    found: z.int().nonnegative().meta({ description: 'How many there are; the sheet shows 200 at most.' }),
    withheld: z.int().nonnegative().meta({ description: 'How many the reader is not cleared for.' }),
  })
  .meta({ id: 'HandOverSheet' });
export type HandOverSheet = z.infer<typeof HandOverSheet>;
