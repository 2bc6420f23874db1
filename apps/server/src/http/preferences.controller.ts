import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NotificationPreferences } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { Preferences } from '../delivery/preferences.ts';
import { DeedRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('alerts')
@Controller('api/v1/notification-preferences')
export class PreferencesController {
  constructor(private readonly preferences: Preferences) {}

  @ReadRoute('', 'KeepOwnPreferences', NotificationPreferences, 'Read how the caller wants to be told')
  read(@CalledBy() { viewer }: Caller) {
    return this.preferences.of(viewer.personId);
  }

  @DeedRoute('', 'KeepOwnPreferences', null, {
    summary: 'Choose how to be told, in place of the choice before',
    status: 204,
  })
  async choose(
    @CalledBy() { viewer }: Caller,
    @Body({ schema: NotificationPreferences }) body: NotificationPreferences,
  ): Promise<void> {
    await this.preferences.choose(viewer.personId, body);
  }
}
