import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Because, CommandAnswer, EventPosition } from '#libs/contracts';
import type { Envelope } from '../commands/envelope.ts';
import { EraseText } from '../commands/erase-text.ts';
import { CommandRoute } from './routes.ts';
import { Sent } from './sent.ts';

@ApiTags('erasure')
@Controller('api/v1/events/:position')
export class ErasureController {
  constructor(private readonly commands: CommandBus) {}

  @CommandRoute('erase-text', 'EraseText', CommandAnswer, {
    summary: 'Make what was written freely in one event unreadable, for ever',
  })
  erase(
    @Sent() envelope: Envelope,
    @Param('position', { schema: EventPosition }) position: number,
    @Body({ schema: Because }) body: Because,
  ) {
    return this.commands.execute(new EraseText(envelope, position, body.reason));
  }
}
