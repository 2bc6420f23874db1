import { z } from 'zod';
import { PageQuery, pageOf } from './page.ts';
import { Delegated, Id, Instant, PersonRef, Position, plain } from './scalars.ts';

export const EventQuery = PageQuery.omit({ after: true }).extend({
  stream: Id.optional(),
  type: plain(100).optional(),
});
export type EventQuery = z.infer<typeof EventQuery>;

/** In a path. */
export const EventPosition = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** That something happened, by whom and when; not what it says. In the order of the log, oldest first. */
export const EventEntry = z
  .object({
    position: Position,
    streamId: Id,
    version: z.int().positive(),
    type: z.string(),
    at: Instant,
    recordedAt: Instant,
    actor: PersonRef,
    delegation: Delegated.nullable(),
    commandId: z.string(),
    correlationId: z.string(),
  })
  .meta({ id: 'EventEntry' });
export type EventEntry = z.infer<typeof EventEntry>;
export const EventPage = pageOf(EventEntry, 'EventPage');
export type EventPage = z.infer<typeof EventPage>;

/** What happened at the door: sign-ins, refusals, grants, tokens. Newest first. */
export const AuditEntry = z
  .object({
    id: Id,
    at: Instant.meta({ description: 'Real time.' }),
    kind: z.string(),
    person: PersonRef.nullable(),
    unitIds: z.array(Id).meta({ description: 'Of the posts that the person held.' }),
    address: z.string().nullable(),
    subject: z.string().nullable(),
    result: z.enum(['ok', 'refused', 'failed']),
    traceId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditPage = pageOf(AuditEntry, 'AuditPage');
export type AuditPage = z.infer<typeof AuditPage>;

export const FollowQuery = z.strictObject({
  after: z.coerce.number().int().nonnegative().optional().meta({
    description:
      'What came after this position is told first; without it, what comes from now on. `Last-Event-ID` goes before it.',
  }),
});
export type FollowQuery = z.infer<typeof FollowQuery>;

/** One message of the live feed: that something happened to something, so that it can be asked for again. */
export const LiveChange = z
  .object({
    position: Position,
    type: z.string(),
    kind: z.enum(['readout', 'directive', 'task', 'campaign', 'organisation', 'settings', 'inbox']),
    id: Id.meta({ description: 'Of the item; of the stream when the kind is `inbox`.' }),
    version: z.int().positive(),
  })
  .meta({ id: 'LiveChange' });
export type LiveChange = z.infer<typeof LiveChange>;
