import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, ReviseProposal as Revision, SplitProposal as Split, SplitAnswer } from '#libs/contracts';
import { directiveDecider, type Id, readoutDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { ReadoutTexts } from '../files/readout-texts.ts';
import { Door } from './door.ts';
import type { Draft } from './draft.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { clockOf, quoteIn } from './quoted.ts';
import { type DirectiveInDraft, directiveFor } from './targets.ts';

/** Changes what a proposal says before it is registered; what is left out stays as it is. */
export class ReviseProposal extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Revision,
  ) {
    super();
  }
}

/** Makes several proposals of one: it becomes the first part, the others are new. */
export class SplitProposal extends Command<Reply<SplitAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Split,
  ) {
    super();
  }
}

@CommandHandler(ReviseProposal)
export class ReviseProposalHandler implements ICommandHandler<ReviseProposal> {
  constructor(
    private readonly door: Door,
    readonly facts: Facts,
    readonly texts: ReadoutTexts,
  ) {}

  async execute({ envelope, directiveId, input }: ReviseProposal) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'ReviseProposal');
      const { text, ...read } = await readoutOf(draft, directive, this);
      const { title, quote, clock } = directive.state;
      const revised = {
        title: input.title ?? title,
        quote: input.quote === undefined ? quote : quoteIn(text, input.quote),
        clock: input.expression === undefined ? clock : clockOf(input.expression, read),
      };
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'ReviseProposal', ...revised }, facts);
      return { answer: { id: directiveId, version: directive.version } };
    });
  }
}

@CommandHandler(SplitProposal)
export class SplitProposalHandler implements ICommandHandler<SplitProposal> {
  constructor(
    private readonly door: Door,
    readonly facts: Facts,
    readonly texts: ReadoutTexts,
  ) {}

  async execute({ envelope, directiveId, input }: SplitProposal) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'ReviseProposal');
      const { text, ...read } = await readoutOf(draft, directive, this);
      const { readoutId, rule } = directive.state;
      const parts = input.parts.map(({ title, quote, expression }, i) => ({
        ...{ title, quote: quoteIn(text, quote, `/parts/${i}`), clock: clockOf(expression, read, `/parts/${i}`) },
      }));
      const facts = await this.facts.ofDirective(draft, directive.state);
      const directiveIds = [directiveId];
      for (const [i, part] of parts.entries()) {
        if (i === 0) directive.decide({ ...draft.stamp, type: 'ReviseProposal', ...part }, facts);
        else {
          const other = await draft.open(directiveDecider, newId(envelope, 'part', i));
          other.decide({ ...draft.stamp, type: 'ProposeDirective', readoutId, rule, ...part }, facts);
          directiveIds.push(other.id);
        }
      }
      return { answer: { id: directiveId, version: directive.version, directiveIds } };
    });
  }
}

/** The text that a proposal is from, and what its clocks are read against. */
async function readoutOf(
  draft: Draft,
  { state }: DirectiveInDraft,
  { texts, facts }: { readonly texts: ReadoutTexts; readonly facts: Facts },
) {
  const { state: readout } = await draft.open(readoutDecider, state.readoutId);
  if (readout.status === 'none') throw new Rejection('readout.unknown', { id: state.readoutId });
  return { text: await texts.read(readout.textHash), meetingDate: readout.meetingDate, calendar: facts.calendar };
}
