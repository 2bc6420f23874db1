import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { UrgeTasks as Input } from '#libs/contracts';
import { permit } from '../access/policy.ts';
import { type BulkOutcomes, doEach } from './bulk.ts';
import { type Envelope, newId } from './envelope.ts';

/** Urges many tasks. */
export class UrgeTasks extends Command<BulkOutcomes> {
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

  async execute({ envelope, input: { taskIds, text } }: UrgeTasks): Promise<BulkOutcomes> {
    permit(envelope.viewer, 'UrgeTask');
    const action = (own: Envelope) => ({ type: 'UrgeTask', urgeId: newId(own, 'urge'), text }) as const;
    const deeds = [...new Set(taskIds)].map((id) => ({ id, version: null, action }));
    return doEach(this.commands, envelope, 'urge', deeds);
  }
}
