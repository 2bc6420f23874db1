import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, ProposeDirective as Input } from '#libs/contracts';
import { directiveDecider, readoutDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { ReadoutTexts } from '../files/readout-texts.ts';
import { Door } from './door.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { clockOf, quoteIn } from './quoted.ts';

/** Proposes by hand what the reader did not find. */
export class ProposeDirective extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(ProposeDirective)
export class ProposeDirectiveHandler implements ICommandHandler<ProposeDirective> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
    private readonly texts: ReadoutTexts,
  ) {}

  async execute({ envelope, input }: ProposeDirective) {
    return this.door.carryOut(envelope, async (draft) => {
      draft.permit('ProposeDirective');
      const { readoutId, title, expression } = input;
      const { state: readout } = await draft.open(readoutDecider, readoutId);
      if (readout.status === 'none') throw new Rejection('readout.unknown', { id: readoutId, pointer: '/readoutId' });
      const quote = quoteIn(await this.texts.read(readout.textHash), input.quote);
      const clock = clockOf(expression, { meetingDate: readout.meetingDate, calendar: this.facts.calendar });
      const directive = await draft.open(directiveDecider, newId(envelope, 'directive'));
      const given = { readoutId, quote, title, clock, rule: 'by-hand' };
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'ProposeDirective', ...given }, facts);
      return { status: 201, answer: { id: directive.id, version: directive.version } };
    });
  }
}
