import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  Id,
  ImportAnswer,
  ImportReadout as ImportBody,
  ItemQuery,
  PageQuery,
  ReadoutDetail,
  ReadoutPage,
} from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import type { Envelope } from '../commands/envelope.ts';
import { ImportReadout } from '../commands/import-readout.ts';
import { GetReadout, ListReadouts } from '../read-models/queries.ts';
import { CommandRoute, ItemRoute, ReadRoute } from './routes.ts';
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
}
