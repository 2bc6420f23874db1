import { Module } from '@nestjs/common';
import { Door } from '../commands/door.ts';
import { CONFIG } from '../config.ts';
import { TextsModule } from '../texts/texts.module.ts';
import { AcknowledgeAlertsHandler } from './acknowledge-alerts.ts';
import { CHANNELS, channelsOf } from './channels.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { DeliveryWorker } from './delivery-worker.ts';
import { FindHold } from './find-hold.ts';
import { GetHoldHandler } from './get-hold.ts';
import { JobsModule } from './jobs.ts';
import { ListDeliveriesHandler } from './list-deliveries.ts';
import { ListInboxHandler } from './list-inbox.ts';
import { ReleaseMessagesHandler } from './release-messages.ts';

/** Telling people: channels, the queue to them, the worker of the delivery role, and the lists of what was told. */
@Module({
  imports: [JobsModule, TextsModule],
  providers: [
    { provide: CHANNELS, inject: [CONFIG], useFactory: channelsOf },
    Door,
    DeliveryQueue,
    DeliveryWorker,
    ListInboxHandler,
    ListDeliveriesHandler,
    AcknowledgeAlertsHandler,
    FindHold,
    GetHoldHandler,
    ReleaseMessagesHandler,
  ],
  exports: [CHANNELS, DeliveryQueue, JobsModule],
})
export class DeliveryModule {}
