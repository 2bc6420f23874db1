import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { GivenFile } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { ReadoutFiles } from '../files/readout-files.ts';
import { caughtUp } from './caught-up.ts';
import { GetReadoutFile } from './queries.ts';
import { visibleReadout } from './readouts.ts';

/** A file as it was given. */
export interface FileContent extends Omit<GivenFile, 'name'> {
  readonly name: string;
  readonly bytes: Buffer;
}

@QueryHandler(GetReadoutFile)
export class GetReadoutFileHandler implements IQueryHandler<GetReadoutFile> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    private readonly files: ReadoutFiles,
  ) {}

  async execute({ viewer, id, query }: GetReadoutFile): Promise<FileContent> {
    await caughtUp(this.log, ['directives'], query.after);
    const { given, meetingDate } = await visibleReadout(this.database, viewer, id);
    return { ...given, name: given.name ?? `${meetingDate}.txt`, bytes: await this.files.read(given.hash) };
  }
}
