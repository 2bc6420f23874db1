import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { CorrectAnswer, CorrectReadout as Input } from '#libs/contracts';
import { digest } from '#libs/crypto';
import { directiveDecider, findQuote, type Id, type Quote, readoutDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import { selectQuote } from '#libs/readout';
import { permit } from '../access/policy.ts';
import { ReadoutFiles, readGiven } from '../files/readout-files.ts';
import { ReadoutTexts, requireReadable } from '../files/readout-texts.ts';
import { caughtUp } from '../read-models/caught-up.ts';
import { asGiven, Reader } from '../reading/reader.ts';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { derivedId } from './stream-ids.ts';

/**
 * Gives a readout a corrected text: its directives are quoted in it anew, those whose words are gone are told, and what
 * the new text says besides is proposed.
 */
export class CorrectReadout extends Command<Reply<CorrectAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly readoutId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(CorrectReadout)
export class CorrectReadoutHandler implements ICommandHandler<CorrectReadout> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
    private readonly texts: ReadoutTexts,
    private readonly files: ReadoutFiles,
    private readonly reader: Reader,
    private readonly database: DataSource,
    private readonly log: EventLog,
  ) {}

  async execute({ envelope, readoutId, input }: CorrectReadout) {
    permit(envelope.viewer, 'CorrectReadout');
    const { given, bytes, text: original } = await readGiven(input);
    const known = await this.directivesOf(readoutId);

    return this.door.carryOut(envelope, async (draft) => {
      draft.permit('CorrectReadout');
      const readout = await draft.open(readoutDecider, readoutId);
      if (readout.state.status === 'none') throw new Rejection('item.not-found');
      draft.requireVersion(readout);
      const { text, language, proposals } = await this.reader.read(original, readout.state.meetingDate);
      const textHash = digest(requireReadable(text));
      if (textHash === readout.state.textHash) {
        return {
          answer: {
            id: readoutId,
            version: readout.version,
            directiveIds: [],
            changed: [],
            unfound: [...readout.state.unfound],
          },
        };
      }
      const [changed, unfound, quotes]: [Id[], Id[], Quote[]] = [[], [], []];
      for (const id of new Set([...readout.state.directiveIds, ...known])) {
        const directive = await draft.open(directiveDecider, id);
        if (directive.state.status === 'none') continue;
        const found = findQuote(text, directive.state.quote);
        if (!found) {
          unfound.push(id);
          continue;
        }
        const quote = selectQuote(text, found.start, found.end);
        quotes.push(quote);
        if (!found.exact) changed.push(id);
        const facts = await this.facts.ofDirective(draft, directive.state);
        directive.decide({ ...draft.stamp, type: 'RequoteDirective', quote, textHash }, facts);
      }

      const directiveIds: Id[] = [];
      for (const [i, proposal] of proposals.entries()) {
        if (quotes.some((quote) => isMostlyIn(proposal.quote, quote))) continue;
        const directive = await draft.open(directiveDecider, derivedId('proposal', readoutId, textHash, i));
        const facts = await this.facts.ofDirective(draft, directive.state);
        directive.decide({ ...draft.stamp, type: 'ProposeDirective', readoutId, ...asGiven(proposal) }, facts);
        directiveIds.push(directive.id);
      }
      const corrected = { given, textHash, characters: text.length, language, directiveIds, unfound };
      readout.decide(
        { ...draft.stamp, type: 'CorrectReadout', ...corrected, reason: input.reason },
        { today: this.facts.today },
      );
      // Before the event that names them.
      await this.files.keep(given.hash, bytes);
      await this.texts.keep(textHash, text);
      return { answer: { id: readoutId, version: readout.version, directiveIds, changed, unfound } };
    });
  }

  /** Those that clerks proposed by hand are not in the readout's own list. */
  private async directivesOf(readoutId: Id): Promise<Id[]> {
    await caughtUp(this.log, ['directives'], await this.log.head());
    const rows: { id: Id }[] = await this.database.query(
      'SELECT id FROM directive_row WHERE readout_id = $1 AND valid_to IS NULL ORDER BY id',
      [readoutId],
    );
    return rows.map(({ id }) => id);
  }
}

/** Whether half of the shorter of two quotes lies in both. */
export function isMostlyIn(a: Quote, b: Quote): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared * 2 >= Math.min(a.end - a.start, b.end - b.start);
}
