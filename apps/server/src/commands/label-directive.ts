import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, LabelDirective as Input } from '#libs/contracts';
import { type Id, taskDecider } from '#libs/directives';
import { Door } from './door.ts';
import type { Draft } from './draft.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { directiveFor, type TaskInDraft } from './targets.ts';

/** Says how far a directive may be known; its tasks, and theirs, get the label in the same append. */
export class LabelDirective extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(LabelDirective)
export class LabelDirectiveHandler implements ICommandHandler<LabelDirective> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, directiveId, input }: LabelDirective) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'LabelDirective');
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'LabelDirective', ...input }, facts);
      const taskIds = 'taskIds' in directive.state ? directive.state.taskIds : [];
      for (const task of await familyOf(draft, taskIds)) {
        task.decide({ ...draft.stamp, type: 'LabelTask', ...input }, await this.facts.ofTask(draft, task.state));
      }
      return { answer: { id: directiveId, version: directive.version } };
    });
  }
}

/** These tasks with all below them, over or not. */
async function familyOf(draft: Draft, ids: readonly Id[]): Promise<TaskInDraft[]> {
  const families = ids.map(async (id): Promise<TaskInDraft[]> => {
    const task = await draft.open(taskDecider, id);
    if (task.state.status === 'none') return [];
    return [task as TaskInDraft, ...(await familyOf(draft, task.state.childTaskIds))];
  });
  return (await Promise.all(families)).flat();
}
