import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { DelegatePost, Id, OrganisationAnswer, RevokeDelegation } from '#libs/contracts';
import { ChangeDelegation } from '../commands/delegate-post.ts';
import type { Envelope } from '../commands/envelope.ts';
import { CommandRoute } from './routes.ts';
import { Sent } from './sent.ts';

/** Who stands in for whom while they are away. */
@ApiTags('organisation')
@Controller('api/v1/organisation')
export class DelegationsController {
  constructor(private readonly commands: CommandBus) {}

  @CommandRoute('posts/:id/delegate', 'DelegatePost', OrganisationAnswer, {
    summary: "Have a deputy stand in for a post's holder, from a day to a day",
    status: 201,
  })
  delegate(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) postId: string,
    @Body({ schema: DelegatePost }) body: DelegatePost,
  ) {
    return this.commands.execute(new ChangeDelegation(envelope, { type: 'DelegatePost', postId, ...body }));
  }

  @CommandRoute('delegations/:id/revoke', 'RevokeDelegation', OrganisationAnswer, {
    summary: 'End a delegation before its last day is over',
  })
  revoke(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) delegationId: string,
    @Body({ schema: RevokeDelegation }) body: RevokeDelegation,
  ) {
    return this.commands.execute(new ChangeDelegation(envelope, { type: 'RevokeDelegation', delegationId, ...body }));
  }
}
