import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { BulkAnswer, UrgeTasks as Input } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { permit } from '../access/policy.ts';
import { ActOnTask } from './act-on-task.ts';
import { type Envelope, newId } from './envelope.ts';

/** Urges many tasks: a command for each, so that one that is refused does not hold up the others. */
export class UrgeTasks extends Command<BulkAnswer> {
  constructor(
    readonly envelope: Envelope,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(UrgeTasks)
export class UrgeTasksHandler implements ICommandHandler<UrgeTasks> {
  constructor(private readonly commands: CommandBus) {}

  /** A repeat with the same key urges nothing twice: the key of each command follows from it and from the task. */
  async execute({ envelope, input: { taskIds, text } }: UrgeTasks): Promise<BulkAnswer> {
    permit(envelope.viewer, 'UrgeTask');
    const ids = [...new Set(taskIds)];
    const done = await Promise.all(ids.map((id) => this.urge(envelope, id, text)));
    return {
      outcomes: done.map(({ id, code, version }) => ({ id, code, version })),
      position: Math.max(0, ...done.map(({ position }) => position)),
    };
  }

  private async urge(envelope: Envelope, id: Id, text: string) {
    const own = { ...envelope, key: newId(envelope, `urge ${id}`), ifMatch: null };
    const action = { type: 'UrgeTask', urgeId: newId(own, 'urge'), text } as const;
    try {
      const { body } = await this.commands.execute(new ActOnTask(own, id, action, {}));
      return { id, code: null, version: body.version, position: body.position };
    } catch (error) {
      if (error instanceof Rejection) return { id, code: error.code, version: null, position: 0 };
      throw error;
    }
  }
}
