import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { EvidenceFile as ShownFile } from '#libs/contracts';
import type { EvidenceFile, Id, TaskEvent } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import { EvidenceFiles } from '../files/evidence-files.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { NotFound } from './errors.ts';
import { readTask } from './items.ts';
import { GetEvidenceFile } from './queries.ts';

/** The files that an event names. */
export function filesOf(event: TaskEvent): readonly EvidenceFile[] {
  return ('files' in event ? event.files : undefined) ?? [];
}

/** A file as it is told to people. */
export function shownFile(
  { fileId, hash, size, type }: EvidenceFile,
  names: ReadonlyMap<Id, string | null>,
): ShownFile {
  return { id: fileId, name: names.get(fileId) ?? null, hash, size, type };
}

@QueryHandler(GetEvidenceFile)
export class GetEvidenceFileHandler implements IQueryHandler<GetEvidenceFile> {
  constructor(
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly files: EvidenceFiles,
  ) {}

  /** Throws `NotFound` for a file that no event of the task names, and `evidence.erased`. */
  async execute({ viewer, taskId, fileId }: GetEvidenceFile): Promise<{ name: string; bytes: Buffer }> {
    const { events } = await readTask(this, viewer, taskId, null);
    const file = events.flatMap(({ event }) => filesOf(event)).find((one) => one.fileId === fileId);
    if (!file) throw new NotFound('task', taskId);
    const content = await this.files.read(file);
    if (!content) throw new Rejection('evidence.erased');
    return content;
  }
}
