import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { ImportAnswer, ImportReadout as Input } from '#libs/contracts';
import { digest } from '#libs/crypto';
import { directiveDecider, type Id, readoutDecider } from '#libs/directives';
import { permit } from '../access/policy.ts';
import { ReadoutFiles, readGiven } from '../files/readout-files.ts';
import { ReadoutTexts, requireReadable } from '../files/readout-texts.ts';
import { sameTexts } from '../read-models/readouts.ts';
import { Model } from '../reading/model.ts';
import { asGiven, Reader } from '../reading/reader.ts';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { derivedId, readoutStream } from './stream-ids.ts';

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
    private readonly reader: Reader,
    private readonly model: Model,
    private readonly database: DataSource,
  ) {}

  async execute({ envelope, input }: ImportReadout) {
    permit(envelope.viewer, 'ImportReadout');
    const { meetingDate, body } = input;
    const { given: file, bytes, text: original } = await readGiven(input);
    const read = await this.reader.read(original, meetingDate);
    const { text, language } = read;
    const textHash = digest(requireReadable(text));
    const same = await sameTexts(this.database, textHash);
    // A readout that was corrected into these words has an id of its own.
    const readoutId = same.find((one) => one.meetingDate === meetingDate)?.id ?? readoutStream(textHash, meetingDate);
    const alsoReadOn = same.filter(({ id }) => id !== readoutId);
    const title = input.title ?? firstLine(text);

    // Not for a text that is known: a model would have another opinion every time.
    const suggestions = same.some(({ id }) => id === readoutId) ? [] : await this.model.suggest(read, meetingDate);
    const proposals = [...read.proposals.map(asGiven), ...suggestions];

    return this.door.carryOut(envelope, async (draft) => {
      draft.permit('ImportReadout');
      const readout = await draft.open(readoutDecider, readoutId);
      if (readout.state.status === 'imported') {
        const directiveIds = [...readout.state.directiveIds];
        return { answer: { id: readoutId, version: readout.version, known: true, directiveIds, alsoReadOn } };
      }
      const directiveIds = proposals.map((_, i) => proposalId(readoutId, i));
      const given = {
        given: file,
        textHash,
        characters: text.length,
        title,
        language,
        meetingDate,
        body,
        directiveIds,
      };
      readout.decide({ ...draft.stamp, type: 'ImportReadout', ...given }, { today: this.facts.today });
      for (const [i, proposal] of proposals.entries()) {
        const directive = await draft.open(directiveDecider, proposalId(readoutId, i));
        const facts = await this.facts.ofDirective(draft, directive.state);
        directive.decide({ ...draft.stamp, type: 'ProposeDirective', readoutId, ...proposal }, facts);
      }
      // Before the event that names them; the same bytes are the same row.
      await this.files.keep(file.hash, bytes);
      await this.texts.keep(textHash, text);
      return {
        status: 201,
        answer: { id: readoutId, version: readout.version, known: false, directiveIds, alsoReadOn },
      };
    });
  }
}

/** By its place, so that the same text proposes the same directives. */
function proposalId(readoutId: Id, place: number): Id {
  return derivedId('proposal', readoutId, place);
}

function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? '';
  return [...line.trim()].slice(0, 100).join('');
}
