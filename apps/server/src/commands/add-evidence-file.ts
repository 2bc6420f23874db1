import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EvidenceFile } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { permit } from '../access/policy.ts';
import { EvidenceFiles, judged } from '../files/evidence-files.ts';
import { readTask } from '../read-models/items.ts';
import { placementOf } from '../read-models/visibility.ts';
import { TextKeys } from '../texts/text-keys.ts';
import type { Envelope } from './envelope.ts';

/** Keeps a file for a report that will name it. It is in no log yet, and is removed after a day when none does. */
export class AddEvidenceFile extends Command<EvidenceFile> {
  constructor(
    readonly envelope: Envelope,
    readonly taskId: Id,
    readonly file: File,
  ) {
    super();
  }
}

@CommandHandler(AddEvidenceFile)
export class AddEvidenceFileHandler implements ICommandHandler<AddEvidenceFile> {
  constructor(
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly files: EvidenceFiles,
  ) {}

  async execute({ envelope: { viewer, key }, taskId, file }: AddEvidenceFile): Promise<EvidenceFile> {
    const { state } = await readTask(this, viewer, taskId, null);
    permit(viewer, 'AddEvidenceFile', placementOf(state));
    const found = await judged(file);
    const { name, hash, size, type } = found;
    const id = await this.files.keep({ taskId, personId: viewer.personId, key }, found);
    return { id, name, hash, size, type };
  }
}
