import { Module } from '@nestjs/common';
import { Door } from '../commands/door.ts';
import { CONFIG } from '../config.ts';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { TextsModule } from '../texts/texts.module.ts';
import { AcknowledgeAlertsHandler } from './acknowledge-alerts.ts';
import { CHANNELS, channelsOf } from './channels.ts';
import { CountInboxHandler } from './count-inbox.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { DeliveryWorker } from './delivery-worker.ts';
import { Destinations } from './destinations.ts';
import { ExplainAlertHandler } from './explain-alert.ts';
import { FindHold } from './find-hold.ts';
import { GetHoldHandler } from './get-hold.ts';
import { JobsModule } from './jobs.ts';
import { ListDeliveriesHandler } from './list-deliveries.ts';
import { ListInboxHandler } from './list-inbox.ts';
import { ListToldHandler } from './list-told.ts';
import { Preferences } from './preferences.ts';
import { PushDevices } from './push-devices.ts';
import { ReleaseMessagesHandler } from './release-messages.ts';
import { ResendMessagesHandler } from './resend-messages.ts';
import { SnoozeAlertsHandler } from './snooze-alerts.ts';

/** Telling people: channels, the queue to them, the worker of the delivery role, and the lists of what was told. */
@Module({
  imports: [JobsModule, SecretsModule, TextsModule],
  providers: [
    { provide: CHANNELS, inject: [CONFIG, PushDevices], useFactory: channelsOf },
    Door,
    DeliveryQueue,
    DeliveryWorker,
    ListInboxHandler,
    ListToldHandler,
    ExplainAlertHandler,
    ListDeliveriesHandler,
    AcknowledgeAlertsHandler,
    SnoozeAlertsHandler,
    CountInboxHandler,
    FindHold,
    GetHoldHandler,
    ReleaseMessagesHandler,
    ResendMessagesHandler,
    Destinations,
    Preferences,
    PushDevices,
  ],
  exports: [CHANNELS, DeliveryQueue, Destinations, JobsModule, Preferences, PushDevices],
})
export class DeliveryModule {}
