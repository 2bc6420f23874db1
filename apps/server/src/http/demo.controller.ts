import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { DemoClock, MoveClock as MoveBody } from '#libs/contracts';
import { MoveClock, PresentTime } from '../commands/move-clock.ts';
import { DeedRoute, ReadRoute } from './routes.ts';

@ApiTags('demo')
@Controller('api/v1/demo/clock')
export class DemoController {
  constructor(
    private readonly commands: CommandBus,
    private readonly present: PresentTime,
  ) {}

  @ReadRoute('', 'MoveClock', DemoClock, 'Read business time')
  read(): DemoClock {
    return this.present.tell();
  }

  @DeedRoute('', 'MoveClock', DemoClock, {
    summary: 'Move business time forward, and claim the reminders that are due then',
  })
  move(@Body({ schema: MoveBody }) { to }: MoveBody) {
    return this.commands.execute(new MoveClock(to));
  }
}
