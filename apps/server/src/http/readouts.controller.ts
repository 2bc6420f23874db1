import { Body, Controller, Param, Query, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  CorrectAnswer,
  CorrectReadout as CorrectBody,
  FileQuery,
  Id,
  ImportAnswer,
  ImportReadout as ImportBody,
  ItemQuery,
  PageQuery,
  ReadoutDetail,
  ReadoutPage,
  ReadoutProposals,
} from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { CorrectReadout } from '../commands/correct-readout.ts';
import type { Envelope } from '../commands/envelope.ts';
import { ImportReadout } from '../commands/import-readout.ts';
import { GetProposals, GetReadout, GetReadoutFile, ListReadouts } from '../read-models/queries.ts';
import { attachment } from './attachment.ts';
import { CommandRoute, FileRoute, ItemRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

@ApiTags('readouts')
@Controller('api/v1/readouts')
export class ReadoutsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @CommandRoute('', 'ImportReadout', ImportAnswer, {
    summary: 'Import a readout and have directives proposed from it (200 when it was known already)',
    status: 201,
  })
  @ApiConsumes('application/json', 'multipart/form-data')
  import(@Sent() envelope: Envelope, @Body({ schema: ImportBody }) body: ImportBody) {
    return this.commands.execute(new ImportReadout(envelope, body));
  }

  @ReadRoute('', 'ReadReadouts', ReadoutPage, 'List readouts, the one imported last first')
  list(@CalledBy() { viewer }: Caller, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.queries.execute(new ListReadouts(viewer, query));
  }

  @ItemRoute(':id', 'ReadReadouts', ReadoutDetail, 'Read one readout with its text')
  get(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ItemQuery }) query: ItemQuery,
  ) {
    return this.queries.execute(new GetReadout(viewer, id, query));
  }

  @CommandRoute(':id/correct', 'CorrectReadout', CorrectAnswer, {
    summary: 'Give a readout a corrected text, in which its directives are quoted anew',
    ifMatch: 'required',
  })
  @ApiConsumes('application/json', 'multipart/form-data')
  correct(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CorrectBody }) body: CorrectBody,
  ) {
    return this.commands.execute(new CorrectReadout(envelope, id, body));
  }

  @ReadRoute(':id/proposals', 'ReadProposals', ReadoutProposals, 'Read what a readout proposes, for review')
  proposals(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ItemQuery }) query: ItemQuery,
  ) {
    return this.queries.execute(new GetProposals(viewer, id, query));
  }

  @FileRoute(':id/file', 'ReadReadouts', 'Get the file or the text that was given, byte for byte')
  async file(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: FileQuery }) query: FileQuery,
  ): Promise<StreamableFile> {
    const { bytes, name } = await this.queries.execute(new GetReadoutFile(viewer, id, query));
    return attachment(name, bytes);
  }
}
