import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  AnswerSlip,
  Because,
  ClaimCompletion,
  CommandAnswer,
  DecomposeAnswer,
  DecomposeTask as DecomposeBody,
  ExtensionAnswer,
  Id,
  Nothing,
  RecordRemark,
  ReportAnswer,
  ReportProgress,
  RequestExtension,
} from '#libs/contracts';
import { ActOnTask } from '../commands/act-on-task.ts';
import { DecomposeTask } from '../commands/decompose-task.ts';
import { type Envelope, newId } from '../commands/envelope.ts';
import { CommandRoute } from './routes.ts';
import { Sent } from './sent.ts';

/** What a task's units and its leaders do. */
@ApiTags('tasks')
@Controller('api/v1/tasks/:id')
export class UnitTasksController {
  constructor(private readonly commands: CommandBus) {}

  @CommandRoute('sign-for', 'SignForTask', CommandAnswer, { summary: 'Sign for a task' })
  signFor(@Sent() envelope: Envelope, @Param('id', { schema: Id }) id: string, @Body({ schema: Nothing }) _: Nothing) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'SignForTask' }, {}));
  }

  @CommandRoute('dispute', 'DisputeTask', CommandAnswer, { summary: 'Dispute the assignment of a task' })
  dispute(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Because }) body: Because,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'DisputeTask', ...body }, {}));
  }

  @CommandRoute('start', 'StartTask', CommandAnswer, { summary: 'Start work on a task' })
  start(@Sent() envelope: Envelope, @Param('id', { schema: Id }) id: string, @Body({ schema: Nothing }) _: Nothing) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'StartTask' }, {}));
  }

  @CommandRoute('decompose', 'DecomposeTask', DecomposeAnswer, { summary: 'Break a task down into parts' })
  decompose(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DecomposeBody }) body: DecomposeBody,
  ) {
    return this.commands.execute(new DecomposeTask(envelope, id, body));
  }

  @CommandRoute('report-progress', 'ReportProgress', ReportAnswer, { summary: 'Report progress' })
  reportProgress(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReportProgress }) body: ReportProgress,
  ) {
    const reportId = newId(envelope, 'report');
    const report = { type: 'ReportProgress', reportId, ...body, unit: body.unit ?? null } as const;
    return this.commands.execute(new ActOnTask(envelope, id, report, { reportId }));
  }

  @CommandRoute('request-extension', 'RequestExtension', ExtensionAnswer, { summary: 'Ask for a later date' })
  requestExtension(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RequestExtension }) body: RequestExtension,
  ) {
    const requestId = newId(envelope, 'extension');
    return this.commands.execute(
      new ActOnTask(envelope, id, { type: 'RequestExtension', requestId, ...body }, { requestId }),
    );
  }

  @CommandRoute('claim-completion', 'ClaimCompletion', CommandAnswer, { summary: 'Claim that a task is done' })
  claimCompletion(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ClaimCompletion }) body: ClaimCompletion,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'ClaimCompletion', ...body }, {}));
  }

  @CommandRoute('answer-slip', 'AnswerSlip', CommandAnswer, { summary: 'Answer a slip' })
  answerSlip(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AnswerSlip }) body: AnswerSlip,
  ) {
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'AnswerSlip', ...body }, {}));
  }

  @CommandRoute('remark', 'RecordRemark', CommandAnswer, { summary: "Record a leader's remark" })
  remark(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RecordRemark }) body: RecordRemark,
  ) {
    const remarkId = newId(envelope, 'remark');
    return this.commands.execute(new ActOnTask(envelope, id, { type: 'RecordRemark', remarkId, ...body }, {}));
  }
}
