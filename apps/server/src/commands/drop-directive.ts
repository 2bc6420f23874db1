import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { directiveFor } from './targets.ts';

/** Takes note of a proposal and follows it no further. */
export class DropDirective extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(DropDirective)
export class DropDirectiveHandler implements ICommandHandler<DropDirective> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, directiveId, reason }: DropDirective) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'DropDirective');
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'DropDirective', reason, into: null }, facts);
      return { answer: { id: directiveId, version: directive.version } };
    });
  }
}
