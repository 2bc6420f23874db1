import type { CommandBus } from '@nestjs/cqrs';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import type { Position } from '#libs/event-store';
import { ActOnTask, type TaskAction } from './act-on-task.ts';
import { type Envelope, newId } from './envelope.ts';

/** What became of each deed, in their order: its version afterwards, or why it was refused. */
export interface BulkOutcomes {
  readonly outcomes: readonly {
    readonly id: Id;
    readonly refusal: Rejection | null;
    readonly version: number | null;
  }[];
  /** From which read models show all that was done. */
  readonly position: Position;
}

/** What is done to one of many tasks; with a version: only if that is still its own. */
export interface BulkDeed {
  readonly id: Id;
  readonly version: number | null;
  /** The same envelope gives the same action. */
  readonly action: (envelope: Envelope) => TaskAction;
}

/**
 * Does each deed as a command of its own, so that one that is refused does not hold up the others. A repeat with the same
 * key does nothing twice: the key of each command follows from it, from `what` and from the task.
 */
export async function doEach(
  commands: CommandBus,
  envelope: Envelope,
  what: string,
  deeds: readonly BulkDeed[],
): Promise<BulkOutcomes> {
  const done = await Promise.all(deeds.map((deed) => doOne(commands, envelope, what, deed)));
  return {
    outcomes: done.map(({ id, refusal, version }) => ({ id, refusal, version })),
    position: Math.max(0, ...done.map(({ position }) => position)),
  };
}

async function doOne(commands: CommandBus, envelope: Envelope, what: string, { id, version, action }: BulkDeed) {
  const own = { ...envelope, key: newId(envelope, `${what} ${id}`), ifMatch: version };
  try {
    const { body } = await commands.execute(new ActOnTask(own, id, action(own), {}));
    return { id, refusal: null, version: body.version, position: body.position };
  } catch (error) {
    if (error instanceof Rejection) return { id, refusal: error, version: null, position: 0 };
    throw error;
  }
}
