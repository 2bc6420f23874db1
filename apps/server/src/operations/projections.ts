import type { DataSource } from 'typeorm';
import {
  type EventLog,
  type Projection,
  type RebuildOptions,
  type Rebuilt,
  type ReplayOptions,
  rebuildProjection,
  type Verified,
  verifyProjection,
} from '#libs/event-store';
import { KeptStates } from '../commands/kept-states.ts';
import type { Settings } from '../config.ts';
import { VERSION } from '../http/version.ts';
import { DirectiveRows } from '../read-models/directives.ts';
import { OrganisationRows } from '../read-models/organisation.ts';
import { TaskRows } from '../read-models/tasks.ts';
import { ReminderPlan } from '../reminders/reminder-plan.ts';
import { settledCalendar } from '../working-calendar.ts';

/** Everything that follows from the log alone. What was sent (`delivery`) does not, and is never made anew. */
export function projectionsOf({ timeZone: zone, workingCalendar, digestTime }: Settings): readonly Projection[] {
  const calendar = settledCalendar(workingCalendar);
  return [
    new OrganisationRows(),
    new DirectiveRows(),
    new TaskRows({ zone, calendar }),
    new ReminderPlan({ zone, calendar, digestTime }),
    new KeptStates(),
  ];
}

/** What the rows follow from besides the log: the program, and those of its settings that projections look at. */
export function makerOf({ timeZone, workingCalendar, digestTime }: Settings): string {
  return JSON.stringify([VERSION, timeZone, workingCalendar, digestTime]);
}

/** How a projection stands. */
export interface ProjectionStanding {
  readonly name: string;
  /** That this program makes. */
  readonly shape: number;
  /** Of the rows there are; 0 when they are still to be made, null when the appends themselves write them. */
  readonly storedShape: number | null;
  readonly position: number;
  /** Events that it has not applied yet. */
  readonly lag: number;
  readonly parked: readonly { streamId: string; position: number; error: string }[];
}

/** In the order of `projections`. */
export async function listProjections(
  database: DataSource,
  log: EventLog,
  projections: readonly Projection[],
): Promise<ProjectionStanding[]> {
  const checkpoints: { name: string; position: string; shape: number }[] = await database.query(
    'SELECT name, position, shape FROM checkpoint',
  );
  const [head, parked] = [await log.head(), await log.parkedStreams()];
  return projections.map(({ name, shape, inline }) => {
    const checkpoint = checkpoints.find((one) => one.name === name);
    const position = inline ? head : Number(checkpoint?.position ?? 0);
    return {
      ...{ name, shape, position, lag: Math.max(0, head - position) },
      storedShape: inline ? null : (checkpoint?.shape ?? 0),
      parked: parked.filter(({ subscription }) => subscription === name),
    };
  });
}

/** See `rebuildProjection` of the event store; `database` is the owner's. */
export function rebuild(
  database: DataSource,
  log: EventLog,
  projection: Projection,
  options: RebuildOptions = {},
): Promise<Rebuilt | null> {
  return rebuildProjection(database, projection, log.schemas, options);
}

/** See `verifyProjection` of the event store. */
export function verify(
  database: DataSource,
  log: EventLog,
  projection: Projection,
  options: ReplayOptions = {},
): Promise<Verified> {
  return verifyProjection(database, projection, log.schemas, options);
}
