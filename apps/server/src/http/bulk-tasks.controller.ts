import { Body, Controller, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { BulkAnswer, RedateTasks as RedateBody, UrgeTasks as UrgeBody } from '#libs/contracts';
import type { BulkOutcomes } from '../commands/bulk.ts';
import type { Envelope } from '../commands/envelope.ts';
import { RedateTasks } from '../commands/redate-tasks.ts';
import { UrgeTasks } from '../commands/urge-tasks.ts';
import { problemOf } from './problem.filter.ts';
import { faultOf } from './problem-of.ts';
import { DeedRoute } from './routes.ts';
import { Sent } from './sent.ts';

/** What the supervision office does to many tasks at once. */
@ApiTags('tasks')
@Controller('api/v1/tasks')
export class BulkTasksController {
  constructor(private readonly commands: CommandBus) {}

  @DeedRoute('urge', 'UrgeTask', BulkAnswer, {
    summary: 'Urge the units of many tasks; what is refused is said of each',
  })
  async urge(@Req() request: FastifyRequest, @Sent() envelope: Envelope, @Body({ schema: UrgeBody }) body: UrgeBody) {
    return told(await this.commands.execute(new UrgeTasks(envelope, body)), request);
  }

  @DeedRoute('redate', 'RedateTask', BulkAnswer, {
    summary: 'Give each of many tasks another date; what is refused, or was changed meanwhile, is said of each',
  })
  async redate(
    @Req() request: FastifyRequest,
    @Sent() envelope: Envelope,
    @Body({ schema: RedateBody }) body: RedateBody,
  ) {
    return told(await this.commands.execute(new RedateTasks(envelope, body)), request);
  }
}

/** Each refusal in the words in which it would be told alone. */
function told({ outcomes, position }: BulkOutcomes, request: FastifyRequest): BulkAnswer {
  const told = outcomes.map(({ id, refusal, version }) => {
    const problem = refusal && problemOf(faultOf(refusal), request);
    return { id, code: problem?.code ?? null, detail: problem?.detail ?? null, version };
  });
  return { outcomes: told, position };
}
