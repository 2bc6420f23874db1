import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CommandAnswer, LadderName, LightThresholds, MovedDates, SetLadder, Settings } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { ChangeSettings } from '../commands/change-settings.ts';
import type { Envelope } from '../commands/envelope.ts';
import { GetSettings } from '../read-models/get-settings.ts';
import { ListMovedDates } from '../read-models/list-moved-dates.ts';
import { CommandRoute, ItemRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';
import { WritesDown } from './written-down.ts';

@ApiTags('settings')
@Controller('api/v1/settings')
export class SettingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @ItemRoute('', 'ReadSettings', Settings, 'Read the settings of the deployment, ladders of reminders among them')
  get() {
    return this.queries.execute(new GetSettings());
  }

  @ReadRoute(
    'moved-dates',
    'ReadMovedDates',
    MovedDates,
    'List the dates that a newer edition of the calendar would move',
  )
  movedDates(@CalledBy() { viewer }: Caller) {
    return this.queries.execute(new ListMovedDates(viewer));
  }

  @WritesDown('settings-changed')
  @CommandRoute('ladders/:name', 'SetLadder', CommandAnswer, {
    summary: 'Write a ladder of reminders, or change one; open tasks that go by it are planned anew',
    ifMatch: 'required',
  })
  setLadder(
    @Sent() envelope: Envelope,
    @Param('name', { schema: LadderName }) name: string,
    @Body({ schema: SetLadder }) body: SetLadder,
  ) {
    return this.commands.execute(new ChangeSettings(envelope, { type: 'SetLadder', name, ...body }));
  }

  @WritesDown('settings-changed')
  @CommandRoute('light-thresholds', 'SetLightThresholds', CommandAnswer, {
    summary: 'Say from when on tasks are due soon, or behind; the past keeps the lights that it had',
    ifMatch: 'required',
  })
  setLightThresholds(@Sent() envelope: Envelope, @Body({ schema: LightThresholds }) thresholds: LightThresholds) {
    return this.commands.execute(new ChangeSettings(envelope, { type: 'SetLightThresholds', thresholds }));
  }
}
