import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { HandOverSheet, HandOvers, Id, OpenHandOver, OrganisationAnswer, SignHandOver } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import type { Envelope } from '../commands/envelope.ts';
import { ChangeHandOver } from '../commands/hand-over.ts';
import { GetHandOver, ListHandOvers } from '../read-models/hand-over-queries.ts';
import { CommandRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

/** What is open at a post passes from one person to another, signed by both. */
@ApiTags('organisation')
@Controller('api/v1/organisation')
export class HandOversController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @ReadRoute('hand-overs', 'ReadHandOvers', HandOvers, 'List the hand-over sheets that concern one')
  list(@CalledBy() { viewer }: Caller) {
    return this.queries.execute(new ListHandOvers(viewer));
  }

  @ReadRoute('hand-overs/:id', 'ReadHandOvers', HandOverSheet, 'Read a hand-over sheet, as it was signed')
  get(@CalledBy() { viewer }: Caller, @Param('id', { schema: Id }) id: string) {
    return this.queries.execute(new GetHandOver(viewer, id));
  }

  @CommandRoute('posts/:id/open-hand-over', 'OpenHandOver', OrganisationAnswer, {
    summary: 'Open the hand-over sheet of a post for a successor',
    status: 201,
  })
  open(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) postId: string,
    @Body({ schema: OpenHandOver }) body: OpenHandOver,
  ) {
    return this.commands.execute(new ChangeHandOver(envelope, { type: 'OpenHandOver', postId, ...body }));
  }

  @CommandRoute('hand-overs/:id/hand-over', 'HandOver', OrganisationAnswer, {
    summary: 'Sign a sheet as the one who leaves',
  })
  handOver(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) handOverId: string,
    @Body({ schema: SignHandOver }) body: SignHandOver,
  ) {
    return this.commands.execute(new ChangeHandOver(envelope, { type: 'HandOver', handOverId, ...body }));
  }

  @CommandRoute('hand-overs/:id/take-over', 'TakeOver', OrganisationAnswer, {
    summary: 'Sign the same sheet as the one who comes',
  })
  takeOver(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) handOverId: string,
    @Body({ schema: SignHandOver }) body: SignHandOver,
  ) {
    return this.commands.execute(new ChangeHandOver(envelope, { type: 'TakeOver', handOverId, ...body }));
  }
}
