import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddedPushSubscription,
  AddPushSubscription,
  Id,
  PageQuery,
  PushKey,
  PushSubscriptionPage,
} from '#libs/contracts';
import { Rejection } from '#libs/event-sourcing';
import type { Caller } from '../access/callers.ts';
import { CONFIG, type Config } from '../config.ts';
import { requireOutside } from '../delivery/outside/address.ts';
import { PushDevices } from '../delivery/push-devices.ts';
import { DeedRoute, EndRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('push')
@Controller('api/v1/push')
export class PushController {
  constructor(
    private readonly devices: PushDevices,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @ReadRoute('key', 'KeepOwnDevices', PushKey, 'Read the key with which a browser subscribes to notices')
  async key(): Promise<PushKey> {
    return { publicKey: (await this.devices.keys()).publicKey };
  }

  @ReadRoute('subscriptions', 'KeepOwnDevices', PushSubscriptionPage, "List the caller's browsers that take notices")
  list(@CalledBy() { viewer }: Caller, @Query({ schema: PageQuery }) _: PageQuery) {
    return this.devices.list(viewer.personId);
  }

  @DeedRoute('subscriptions', 'KeepOwnDevices', AddedPushSubscription, {
    summary: 'Have notices sent to a browser; one that is known already gets its new keys',
    status: 201,
  })
  async add(
    @CalledBy() { viewer }: Caller,
    @Body({ schema: AddPushSubscription }) body: AddPushSubscription,
  ): Promise<AddedPushSubscription> {
    requireOutside(body.endpoint, this.config.privateOrigins);
    return { id: await this.devices.add(viewer.personId, body) };
  }

  @EndRoute('subscriptions/:id', 'KeepOwnDevices', 'Send no more notices to a browser')
  async remove(@CalledBy() { viewer }: Caller, @Param('id', { schema: Id }) id: string): Promise<void> {
    if (!(await this.devices.remove(viewer.personId, id))) throw new Rejection('item.not-found');
  }
}
