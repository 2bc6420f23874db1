import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RedateTasks as Input } from '#libs/contracts';
import { permit } from '../access/policy.ts';
import { type BulkOutcomes, doEach } from './bulk.ts';
import type { Envelope } from './envelope.ts';

/** Gives each of many tasks another date. Of a task that is named twice the last counts. */
export class RedateTasks extends Command<BulkOutcomes> {
  constructor(
    readonly envelope: Envelope,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(RedateTasks)
export class RedateTasksHandler implements ICommandHandler<RedateTasks> {
  constructor(private readonly commands: CommandBus) {}

  async execute({ envelope, input: { tasks, reason } }: RedateTasks): Promise<BulkOutcomes> {
    permit(envelope.viewer, 'RedateTask');
    const each = new Map(tasks.map((task) => [task.id, task]));
    const deeds = [...each.values()].map(({ id, version, to }) => ({
      ...{ id, version },
      action: () => ({ type: 'RedateTask', to, reason }) as const,
    }));
    return doEach(this.commands, envelope, 'redate', deeds);
  }
}
