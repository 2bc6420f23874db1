import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { BulkAnswer, UrgeTasks as UrgeBody } from '#libs/contracts';
import type { Envelope } from '../commands/envelope.ts';
import { UrgeTasks } from '../commands/urge-tasks.ts';
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
  urge(@Sent() envelope: Envelope, @Body({ schema: UrgeBody }) body: UrgeBody) {
    return this.commands.execute(new UrgeTasks(envelope, body));
  }
}
