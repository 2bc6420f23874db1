import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, ReopenTask as Input } from '#libs/contracts';
import { directiveDecider, type Id } from '#libs/directives';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { taskFor } from './targets.ts';

/** Takes a closed task up again, and with it its directive when that was closed too. */
export class ReopenTask extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly taskId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(ReopenTask)
export class ReopenTaskHandler implements ICommandHandler<ReopenTask> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, taskId, input }: ReopenTask) {
    return this.door.carryOut(envelope, async (draft) => {
      const task = await taskFor(draft, taskId, 'ReopenTask');
      const { reason, dueDate = null } = input;
      const directive = await draft.open(directiveDecider, task.state.directiveId);
      const directiveFacts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'ReopenDirective', taskId, reason }, directiveFacts);
      // After that, so that the task's facts show the directive open again.
      const facts = await this.facts.ofTask(draft, task.state);
      task.decide({ ...draft.stamp, type: 'ReopenTask', reason, dueDate }, facts);
      return { answer: { id: taskId, version: task.version } };
    });
  }
}
