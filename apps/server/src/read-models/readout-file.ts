import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { GivenFile, Id, ReadoutEvent } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { ReadoutFiles } from '../files/readout-files.ts';
import { caughtUp } from './caught-up.ts';
import { NotFound } from './errors.ts';
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
    const { given: present, meetingDate } = await visibleReadout(this.database, viewer, id);
    const given = query.version === undefined ? present : await this.givenAs(id, query.version);
    return { ...given, name: given.name ?? `${meetingDate}.txt`, bytes: await this.files.read(given.hash) };
  }

  private async givenAs(id: Id, version: number): Promise<GivenFile> {
    const events = await this.log.readStream<ReadoutEvent>(id);
    const stored = events.find((one) => one.version === version);
    if (!stored) throw new NotFound('readout', id);
    return stored.event.given;
  }
}
