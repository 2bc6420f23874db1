import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RegisterDirective as Input, RegisterAnswer } from '#libs/contracts';
import type { Id, RegisteredDirective } from '#libs/directives';
import { CONFIG, type Config } from '../config.ts';
import { deadlineOn } from './deadlines.ts';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { takeNumber } from './take-number.ts';
import { directiveFor, requireKnown, unitsIn } from './targets.ts';

/** Opens a proposal as a matter of the office's, under the next number of the year. */
export class RegisterDirective extends Command<Reply<RegisterAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(RegisterDirective)
export class RegisterDirectiveHandler implements ICommandHandler<RegisterDirective> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute({ envelope, directiveId, input }: RegisterDirective) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'RegisterDirective');
      await requireKnown(draft, unitsIn(input), input.leaderInCharge);
      const { title = directive.state.title, dueDate, ...given } = input;
      const deadline = deadlineOn(dueDate, directive.state.clock?.readings);
      const number =
        directive.state.status === 'proposed'
          ? await takeNumber(draft, this.config.numberPrefix, this.facts.year, directiveId)
          : null;
      const facts = await this.facts.ofDirective(draft, directive.state, { number });
      directive.decide({ ...draft.stamp, type: 'RegisterDirective', ...given, title, deadline }, facts);
      const registered = directive.state as RegisteredDirective;
      return { answer: { id: directiveId, version: directive.version, number: registered.number } };
    });
  }
}
