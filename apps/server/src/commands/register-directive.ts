import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RegisterDirective as Input, RegisterAnswer } from '#libs/contracts';
import { formatNumber, type Id, numberBookDecider, type RegisteredDirective } from '#libs/directives';
import { CONFIG, type Config } from '../config.ts';
import { deadlineOn } from './deadlines.ts';
import { Door } from './door.ts';
import type { Draft } from './draft.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { numberBookStream } from './stream-ids.ts';
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
      // The number is taken by the same append, so two clerks never get the same one and none is lost.
      const number = directive.state.status === 'proposed' ? await this.takeNumber(draft, directiveId) : null;
      const facts = await this.facts.ofDirective(draft, directive.state, { number });
      directive.decide({ ...draft.stamp, type: 'RegisterDirective', ...given, title, deadline }, facts);
      const registered = directive.state as RegisteredDirective;
      return { answer: { id: directiveId, version: directive.version, number: registered.number } };
    });
  }

  private async takeNumber(draft: Draft, directiveId: Id): Promise<string> {
    const [prefix, year] = [this.config.numberPrefix, Number(this.facts.today.slice(0, 4))];
    const book = await draft.open(numberBookDecider, numberBookStream(prefix, year));
    book.decide({ ...draft.stamp, type: 'TakeNumber', prefix, year, directiveId });
    return formatNumber(prefix, year, book.state.last);
  }
}
