import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  AmendDirective as AmendBody,
  Because,
  CloseDirective as CloseBody,
  CommandAnswer,
  Id,
  IssueAnswer,
  IssueDirective as IssueBody,
  LabelDirective as LabelBody,
  MergeDirective as MergeBody,
  ProposeDirective as ProposeBody,
  RecomputeDeadline as RecomputeBody,
  RegisterAnswer,
  RegisterDirective as RegisterBody,
  ReviseProposal as ReviseBody,
  SplitAnswer,
  SplitProposal as SplitBody,
  SupersedeDirective as SupersedeBody,
} from '#libs/contracts';
import { AmendDirective } from '../commands/amend-directive.ts';
import { CloseDirective } from '../commands/close-directive.ts';
import { DropDirective } from '../commands/drop-directive.ts';
import { EndDirective } from '../commands/end-directive.ts';
import type { Envelope } from '../commands/envelope.ts';
import { IssueDirective } from '../commands/issue-directive.ts';
import { LabelDirective } from '../commands/label-directive.ts';
import { ProposeDirective } from '../commands/propose-directive.ts';
import { RecomputeDeadline } from '../commands/recompute-deadline.ts';
import { RegisterDirective } from '../commands/register-directive.ts';
import { ReviseProposal, SplitProposal } from '../commands/revise-proposal.ts';
import { CommandRoute } from './routes.ts';
import { Sent } from './sent.ts';

@ApiTags('directives')
@Controller('api/v1/directives')
export class DirectiveCommandsController {
  constructor(private readonly commands: CommandBus) {}

  @CommandRoute('', 'ProposeDirective', CommandAnswer, { summary: 'Propose a directive by hand', status: 201 })
  propose(@Sent() envelope: Envelope, @Body({ schema: ProposeBody }) body: ProposeBody) {
    return this.commands.execute(new ProposeDirective(envelope, body));
  }

  @CommandRoute(':id/revise', 'ReviseProposal', CommandAnswer, {
    summary: 'Change what a proposal says, before it is registered',
    ifMatch: 'required',
  })
  revise(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReviseBody }) body: ReviseBody,
  ) {
    return this.commands.execute(new ReviseProposal(envelope, id, body));
  }

  @CommandRoute(':id/split', 'ReviseProposal', SplitAnswer, {
    summary: 'Make several proposals of one',
    ifMatch: 'required',
  })
  split(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SplitBody }) body: SplitBody,
  ) {
    return this.commands.execute(new SplitProposal(envelope, id, body));
  }

  @CommandRoute(':id/drop', 'DropDirective', CommandAnswer, { summary: 'Drop a proposal' })
  drop(@Sent() envelope: Envelope, @Param('id', { schema: Id }) id: string, @Body({ schema: Because }) body: Because) {
    return this.commands.execute(new DropDirective(envelope, id, body.reason));
  }

  @CommandRoute(':id/register', 'RegisterDirective', RegisterAnswer, {
    summary: 'Register a proposal under the next number',
  })
  register(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RegisterBody }) body: RegisterBody,
  ) {
    return this.commands.execute(new RegisterDirective(envelope, id, body));
  }

  @CommandRoute(':id/issue', 'IssueDirective', IssueAnswer, { summary: 'Issue a directive: assign its tasks' })
  issue(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: IssueBody }) body: IssueBody,
  ) {
    return this.commands.execute(new IssueDirective(envelope, id, body));
  }

  @CommandRoute(':id/amend', 'AmendDirective', CommandAnswer, {
    summary: 'Change what a directive says',
    ifMatch: 'required',
  })
  amend(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AmendBody }) body: AmendBody,
  ) {
    return this.commands.execute(new AmendDirective(envelope, id, body));
  }

  @CommandRoute(':id/recompute-deadline', 'RecomputeDeadline', CommandAnswer, {
    summary: 'Say whether a date moves that a newer edition of the calendar puts elsewhere',
    ifMatch: 'required',
  })
  recomputeDeadline(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RecomputeBody }) body: RecomputeBody,
  ) {
    return this.commands.execute(new RecomputeDeadline(envelope, id, body));
  }

  @CommandRoute(':id/merge', 'MergeDirective', CommandAnswer, { summary: 'Merge a directive into another one' })
  merge(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: MergeBody }) body: MergeBody,
  ) {
    return this.commands.execute(new EndDirective(envelope, id, { type: 'MergeDirective', ...body }));
  }

  @CommandRoute(':id/supersede', 'SupersedeDirective', CommandAnswer, {
    summary: 'Have another directive take its place',
  })
  supersede(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SupersedeBody }) body: SupersedeBody,
  ) {
    return this.commands.execute(new EndDirective(envelope, id, { type: 'SupersedeDirective', ...body }));
  }

  @CommandRoute(':id/cancel', 'CancelDirective', CommandAnswer, { summary: 'Cancel a directive' })
  cancel(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Because }) body: Because,
  ) {
    return this.commands.execute(new EndDirective(envelope, id, { type: 'CancelDirective', ...body }));
  }

  @CommandRoute(':id/close', 'CloseDirective', CommandAnswer, { summary: 'Close a directive whose tasks are all over' })
  close(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CloseBody }) body: CloseBody,
  ) {
    return this.commands.execute(new CloseDirective(envelope, id, body));
  }

  @CommandRoute(':id/label', 'LabelDirective', CommandAnswer, {
    summary: 'Say how far a directive and its tasks may be known',
    ifMatch: 'required',
  })
  label(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: LabelBody }) body: LabelBody,
  ) {
    return this.commands.execute(new LabelDirective(envelope, id, body));
  }
}
