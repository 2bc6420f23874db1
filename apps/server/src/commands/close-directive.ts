import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, CloseDirective as Input } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { directiveFor } from './targets.ts';

/** Closes a directive all of whose tasks are over. */
export class CloseDirective extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(CloseDirective)
export class CloseDirectiveHandler implements ICommandHandler<CloseDirective> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, directiveId, input }: CloseDirective) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'CloseDirective');
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'CloseDirective', ...input }, facts);
      return { answer: { id: directiveId, version: directive.version } };
    });
  }
}
