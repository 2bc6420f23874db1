import { z } from 'zod';
import { CivilDate, Id, Instant, LocalName, PersonRef, Position, UnitRef } from './scalars.ts';
import { TaskRow } from './tasks.ts';
import { DirectiveStatus, Label, Light, TaskStatus } from './terms.ts';

/** What anybody may know about this deployment. */
export const SystemStatus = z
  .object({
    name: z.literal('duban'),
    version: z.string(),
    mode: z.enum(['demo', 'production']),
    now: Instant.meta({ description: 'Business time.' }),
    today: CivilDate,
    timeZone: z.string(),
    email: z.boolean().meta({ description: 'False: no e-mail goes out.' }),
    sendingHeld: z.boolean().meta({ description: 'True: nothing goes outside until an auditor decides.' }),
    /** In demo mode, how to sign in; else empty. */
    signInBy: z
      .array(z.object({ id: z.string(), name: LocalName }))
      .meta({ description: 'OpenID providers: `/api/v1/sign-in/{id}` leads to one.' }),
    demoAccounts: z.array(z.object({ username: z.string(), password: z.string() })),
  })
  .meta({ id: 'SystemStatus' });
export type SystemStatus = z.infer<typeof SystemStatus>;

/** `status`: whether requests can be answered. A check may be down while it is up (a stream is parked): everything else goes on. */
export const Health = z
  .object({
    status: z.enum(['up', 'down']),
    checks: z.record(z.string(), z.object({ status: z.enum(['up', 'down']), detail: z.string() })),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;

/** Tasks by their lead unit. `done` are those closed; `total` leaves out those that ended with their directive. */
export const UnitFigures = z
  .object({ unit: UnitRef, total: z.int(), open: z.int(), overdue: z.int(), done: z.int() })
  .meta({ id: 'UnitFigures' });
export type UnitFigures = z.infer<typeof UnitFigures>;

/** One event, and the item it happened to as it is called since. */
export const Change = z
  .object({
    position: Position,
    type: z.string(),
    at: Instant,
    by: PersonRef,
    item: z.object({
      kind: z.enum(['directive', 'task']),
      id: Id,
      number: z.string().nullable(),
      title: z.string(),
      label: Label,
    }),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof Change>;

/** The state of things, over what the caller may see, at business time `now`. */
export const Overview = z
  .object({
    now: Instant,
    today: CivilDate,
    position: Position.meta({ description: 'How far the log is told here.' }),
    lights: z.record(Light, z.int()),
    directives: z.record(DirectiveStatus, z.int()),
    tasks: z.record(TaskStatus, z.int()),
    openTasks: z.int(),
    /** Most overdue tasks first. */
    units: z.array(UnitFigures),
    /** The next open tasks to fall due, at most five. */
    nextDue: z.array(TaskRow),
    /** The newest events, at most ten. */
    changes: z.array(Change),
    unacknowledgedAlerts: z.int(),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;
