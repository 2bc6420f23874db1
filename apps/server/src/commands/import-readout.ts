import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { findPeriods } from '#libs/calendar';
import type { ImportAnswer, ImportReadout as Input } from '#libs/contracts';
import { digest } from '#libs/crypto';
import { directiveDecider, type Id, readoutDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { type Proposal, propose } from '#libs/readout';
import { permit } from '../access/policy.ts';
import { ReadoutFiles, readGiven } from '../files/readout-files.ts';
import { ReadoutTexts, requireReadable } from '../files/readout-texts.ts';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { derivedId, readoutStream } from './stream-ids.ts';

/**
 * Directives, and different times that are named: more than any meeting decides. It bounds the append in which all of
 * them are proposed, and the counting of days, during which the process does nothing else.
 */
const PROPOSALS_LIMIT = 500;

/** Keeps a readout as given and proposes what could be registered, each with its exact words. */
export class ImportReadout extends Command<Reply<ImportAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(ImportReadout)
export class ImportReadoutHandler implements ICommandHandler<ImportReadout> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
    private readonly texts: ReadoutTexts,
    private readonly files: ReadoutFiles,
  ) {}

  async execute({ envelope, input }: ImportReadout) {
    permit(envelope.viewer, 'ImportReadout');
    const { meetingDate, body } = input;
    const { given: file, bytes, text: original } = await readGiven(input);
    requireFew(new Set(findPeriods(original).map((period) => period.expression)).size);
    const { text, language, proposals } = propose(original, { meetingDate, calendar: this.facts.calendar });
    requireFew(proposals.length);
    const textHash = digest(requireReadable(text));
    const readoutId = readoutStream(textHash, meetingDate);
    const title = input.title ?? firstLine(text);

    return this.door.carryOut(envelope, async (draft) => {
      const readout = await draft.open(readoutDecider, readoutId);
      if (readout.state.status === 'imported') {
        const directiveIds = [...readout.state.directiveIds];
        return { answer: { id: readoutId, version: readout.version, known: true, directiveIds } };
      }
      const directiveIds = proposals.map((_, i) => proposalId(readoutId, i));
      const given = { given: file, textHash, characters: text.length, title, language, meetingDate, body, directiveIds };
      readout.decide({ ...draft.stamp, type: 'ImportReadout', ...given }, { today: this.facts.today });
      for (const [i, proposal] of proposals.entries()) {
        const directive = await draft.open(directiveDecider, proposalId(readoutId, i));
        const facts = await this.facts.ofDirective(draft, directive.state);
        directive.decide({ ...draft.stamp, type: 'ProposeDirective', readoutId, ...asGiven(proposal) }, facts);
      }
      // Before the event that names them; the same bytes are the same row.
      await this.files.keep(file.hash, bytes);
      await this.texts.keep(textHash, text);
      return { status: 201, answer: { id: readoutId, version: readout.version, known: false, directiveIds } };
    });
  }
}

/** What the log keeps of a proposal: a clock that has no date by default has no readings yet. */
function asGiven({ quote, title, clock, rule }: Proposal) {
  const readings = (clock?.date ? clock.readings : []).map(({ date, rule: counted, expression, calendarVersion }) => ({
    ...{ date, rule: counted, expression, calendarVersion },
  }));
  return { quote, title, rule, clock: clock && { expression: clock.expression, readings } };
}

function requireFew(count: number): void {
  if (count <= PROPOSALS_LIMIT) return;
  throw new Rejection('readout.too-many-proposals', { limit: PROPOSALS_LIMIT, pointer: '/text' });
}

/** By its place, so that the same text proposes the same directives. */
function proposalId(readoutId: Id, place: number): Id {
  return derivedId('proposal', readoutId, place);
}

function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? '';
  return [...line.trim()].slice(0, 100).join('');
}
