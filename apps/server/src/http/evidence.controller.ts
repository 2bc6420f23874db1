import { Body, Controller, Param, type StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { AddFile, EvidenceFile, Id } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { AddEvidenceFile } from '../commands/add-evidence-file.ts';
import type { Envelope } from '../commands/envelope.ts';
import { GetEvidenceFile } from '../read-models/queries.ts';
import { attachment } from './attachment.ts';
import { DeedRoute, FileRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

/** Files that go with what a task's units report. */
@ApiTags('tasks')
@Controller('api/v1/tasks/:id/files')
export class EvidenceController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @DeedRoute('', 'AddEvidenceFile', EvidenceFile, {
    summary: 'Add a file, to be named by a report or a claim of completion within a day',
    status: 201,
  })
  @ApiConsumes('multipart/form-data')
  add(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AddFile }) { file }: AddFile,
  ) {
    return this.commands.execute(new AddEvidenceFile(envelope, id, file));
  }

  @FileRoute(':file', 'ReadTasks', 'Get a file that a report or a claim names, byte for byte')
  async get(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Param('file', { schema: Id }) file: string,
  ): Promise<StreamableFile> {
    const { name, bytes } = await this.queries.execute(new GetEvidenceFile(viewer, id, file));
    return attachment(name, bytes);
  }
}
