import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  Because,
  ChooseLadder,
  CloseTask,
  CommandAnswer,
  GrantExtension,
  Id,
  IssueSlip,
  LookBackAtTask,
  ReassignTask,
  RecomputeDeadline as RecomputeBody,
  RedateTask,
  RefuseExtension,
  ReopenTask as ReopenBody,
  ReturnReport,
  SetFeedbackCycle,
  SlipAnswer,
  SuspendTask,
  UrgeTask,
} from '#libs/contracts';
import { ActOnTask } from '../commands/act-on-task.ts';
import { type Envelope, newId } from '../commands/envelope.ts';
import { IssueSlip as IssueSlipCommand } from '../commands/issue-slip.ts';
import { RecomputeTaskDeadline } from '../commands/recompute-deadline.ts';
import { ReopenTask } from '../commands/reopen-task.ts';
import { CommandRoute } from './routes.ts';
import { Sent } from './sent.ts';

/** What the supervision office does to a task. */
@ApiTags('tasks')
@Controller('api/v1/tasks/:id')
export class OfficeTasksController {
  constructor(private readonly commands: CommandBus) {}

  @CommandRoute('uphold', 'UpholdAssignment', CommandAnswer, { summary: 'Uphold an assignment that was disputed' })
  uphold(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Because }) body: Because,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'UpholdAssignment', ...body }, {}));
  }

  @CommandRoute('reassign', 'ReassignTask', CommandAnswer, {
    summary: 'Give a task to other units',
    ifMatch: 'required',
  })
  reassign(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReassignTask }) body: ReassignTask,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'ReassignTask', ...body }, {}));
  }

  @CommandRoute('return-report', 'ReturnReport', CommandAnswer, { summary: 'Send a progress report back' })
  returnReport(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReturnReport }) body: ReturnReport,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'ReturnReport', ...body }, {}));
  }

  @CommandRoute('grant-extension', 'GrantExtension', CommandAnswer, {
    summary: 'Grant a later date',
    ifMatch: 'required',
  })
  grantExtension(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: GrantExtension }) body: GrantExtension,
  ) {
    const grant = { type: 'GrantExtension', requestId: body.requestId, to: body.to ?? null } as const;
    return this.commands.execute(new ActOnTask(envelope, id, grant, {}));
  }

  @CommandRoute('redate', 'RedateTask', CommandAnswer, {
    summary: 'Set another date, earlier or later',
    ifMatch: 'required',
  })
  redate(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RedateTask }) body: RedateTask,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'RedateTask', ...body }, {}));
  }

  @CommandRoute('recompute-deadline', 'RecomputeTaskDeadline', CommandAnswer, {
    summary: 'Say whether a date of its own moves that a newer edition of the calendar makes a day of rest',
    ifMatch: 'required',
  })
  recomputeDeadline(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RecomputeBody }) body: RecomputeBody,
  ) {
    return this.commands.execute(new RecomputeTaskDeadline(envelope, id, body));
  }

  @CommandRoute('refuse-extension', 'RefuseExtension', CommandAnswer, { summary: 'Refuse a later date' })
  refuseExtension(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RefuseExtension }) body: RefuseExtension,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'RefuseExtension', ...body }, {}));
  }

  @CommandRoute('urge', 'UrgeTask', CommandAnswer, { summary: 'Urge the units of a task' })
  urge(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UrgeTask }) body: UrgeTask,
  ) {
    const urgeId = newId(envelope, 'urge');
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'UrgeTask', urgeId, ...body }, {}));
  }

  @CommandRoute('suspend', 'SuspendTask', CommandAnswer, { summary: 'Suspend a task' })
  suspend(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SuspendTask }) body: SuspendTask,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'SuspendTask', ...body }, {}));
  }

  @CommandRoute('resume', 'ResumeTask', CommandAnswer, { summary: 'Resume a suspended task' })
  resume(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Because }) body: Because,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'ResumeTask', ...body }, {}));
  }

  @CommandRoute('return-completion', 'ReturnCompletion', CommandAnswer, { summary: 'Send a claim of completion back' })
  returnCompletion(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Because }) body: Because,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'ReturnCompletion', ...body }, {}));
  }

  @CommandRoute('close', 'CloseTask', CommandAnswer, { summary: 'Close a task' })
  close(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CloseTask }) body: CloseTask,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'CloseTask', ...body }, {}));
  }

  @CommandRoute('look-back', 'LookBackAtTask', CommandAnswer, { summary: 'Look back at a closed task' })
  lookBack(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: LookBackAtTask }) body: LookBackAtTask,
  ) {
    const lookBackId = newId(envelope, 'look-back');
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'LookBackAtTask', lookBackId, ...body }, {}));
  }

  @CommandRoute('issue-slip', 'IssueSlip', SlipAnswer, { summary: 'Send the lead unit a numbered slip' })
  issueSlip(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: IssueSlip }) body: IssueSlip,
  ) {
    return this.commands.execute(new IssueSlipCommand(envelope, id, body));
  }

  @CommandRoute('ladder', 'ChooseLadder', CommandAnswer, { summary: 'Remind of it by another ladder' })
  chooseLadder(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChooseLadder }) body: ChooseLadder,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'ChooseLadder', ...body }, {}));
  }

  @CommandRoute('feedback-cycle', 'SetFeedbackCycle', CommandAnswer, {
    summary: 'Say when the lead unit reports, apart from the date by which the task is done',
  })
  setCycle(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SetFeedbackCycle }) body: SetFeedbackCycle,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'SetFeedbackCycle', ...body }, {}));
  }

  @CommandRoute('reopen', 'ReopenTask', CommandAnswer, { summary: 'Take a closed task up again' })
  reopen(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReopenBody }) body: ReopenBody,
  ) {
    return this.commands.execute(new ReopenTask(envelope, id, body));
  }
}
