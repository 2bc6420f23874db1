import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isDated, readPeriod } from '#libs/calendar';
import type { CommandAnswer, ProposeDirective as Input } from '#libs/contracts';
import { directiveDecider, readoutDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { type Quote, selectQuote } from '#libs/readout';
import { permit } from '../access/policy.ts';
import { ReadoutTexts } from '../files/readout-texts.ts';
import { Door } from './door.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { Facts } from './facts.ts';

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
    permit(envelope.viewer, 'ProposeDirective');
    return this.door.carryOut(envelope, async (draft) => {
      const { readoutId, title, expression } = input;
      const { state: readout } = await draft.open(readoutDecider, readoutId);
      if (readout.status === 'none') throw new Rejection('readout.unknown', { id: readoutId, pointer: '/readoutId' });
      const quote = quoteIn(await this.texts.read(readout.textHash), input.quote);
      const clock = expression === null ? null : { expression, readings: this.read(expression, readout.meetingDate) };
      const directive = await draft.open(directiveDecider, newId(envelope, 'directive'));
      const given = { readoutId, quote, title, clock, rule: 'by-hand' };
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'ProposeDirective', ...given }, facts);
      return { status: 201, answer: { id: directive.id, version: directive.version } };
    });
  }

  private read(expression: string, meetingDate: string) {
    const readings = readPeriod(expression, meetingDate, this.facts.calendar).filter(isDated);
    if (readings.length === 0)
      throw new Rejection('readout.expression-unknown', { expression, pointer: '/expression' });
    return readings.map(({ date, rule, calendarVersion }) => ({ date, rule, expression, calendarVersion }));
  }
}

function quoteIn(text: string, { exact, start }: Input['quote']): Quote {
  const at = start ?? text.indexOf(exact);
  if (!text.startsWith(exact, at) || at < 0) throw new Rejection('readout.quote-missing', { pointer: '/quote/exact' });
  const isOnly = text.indexOf(exact, at + 1) < 0;
  if (start === undefined && !isOnly) throw new Rejection('readout.quote-ambiguous', { pointer: '/quote/start' });
  return selectQuote(text, at, at + exact.length);
}
