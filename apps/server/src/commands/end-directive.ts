import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#libs/contracts';
import { type DirectiveCommand, directiveDecider, type Id, isOpenDirective } from '#libs/directives';
import { Door } from './door.ts';
import type { Draft } from './draft.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts, openTasksAmong } from './facts.ts';
import { directiveFor } from './targets.ts';

/** How a directive ends before it is done: in another one, replaced by another one, or for good. */
export type Ending =
  | { readonly type: 'MergeDirective'; readonly into: Id; readonly reason: string }
  | { readonly type: 'SupersedeDirective'; readonly successor: Id; readonly reason: string }
  | { readonly type: 'CancelDirective'; readonly reason: string };

const CAUSES = { MergeDirective: 'merged', SupersedeDirective: 'superseded', CancelDirective: 'cancelled' } as const;

/** Ends a directive; its open tasks end with it, in the same append. */
export class EndDirective extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly ending: Ending,
  ) {
    super();
  }
}

@CommandHandler(EndDirective)
export class EndDirectiveHandler implements ICommandHandler<EndDirective> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, directiveId, ending }: EndDirective) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, ending.type);
      const targetOpen = await isTargetOpen(draft, directiveId, ending);
      const facts = await this.facts.ofDirective(draft, directive.state, { targetOpen });
      const isProposal = ending.type === 'MergeDirective' && directive.state.status === 'proposed';
      directive.decide(
        { ...draft.stamp, ...ending, ...(isProposal && { type: 'DropDirective' }) } as DirectiveCommand,
        facts,
      );

      const { state } = directive;
      const { reason } = ending;
      for (const task of await openTasksAmong(draft, 'taskIds' in state ? state.taskIds : [])) {
        const end = { ...draft.stamp, type: 'EndTask', cause: CAUSES[ending.type], reason } as const;
        task.decide(end, await this.facts.ofTask(draft, task.state));
      }
      return { answer: { id: directiveId, version: directive.version } };
    });
  }
}

async function isTargetOpen(draft: Draft, directiveId: Id, ending: Ending): Promise<boolean> {
  if (ending.type === 'CancelDirective') return false;
  const targetId = ending.type === 'MergeDirective' ? ending.into : ending.successor;
  const target = await draft.open(directiveDecider, targetId);
  const source = await draft.open(directiveDecider, directiveId);
  const mayBeProposal = source.state.status === 'proposed' && target.state.status === 'proposed';
  return targetId !== directiveId && (isOpenDirective(target.state) || mayBeProposal);
}
