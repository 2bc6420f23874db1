import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddDestination,
  AddedDestination,
  DestinationPage,
  Id,
  Nothing,
  PageQuery,
  PingAnswer,
  RotatedSecret,
} from '#libs/contracts';
import { Rejection } from '#libs/event-sourcing';
import { Audit, type AuditKind } from '../access/audit.ts';
import type { Caller } from '../access/callers.ts';
import { permit } from '../access/policy.ts';
import { type Envelope, newId } from '../commands/envelope.ts';
import { Destinations } from '../delivery/destinations.ts';
import { failureText } from '../delivery/failure-text.ts';
import { DeedRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

@ApiTags('destinations')
@Controller('api/v1/destinations')
export class DestinationsController {
  constructor(
    private readonly destinations: Destinations,
    private readonly audit: Audit,
  ) {}

  @ReadRoute('', 'KeepDestinations', DestinationPage, 'List the webhooks and robots that reminders go to')
  list(@CalledBy() { viewer }: Caller, @Query({ schema: PageQuery }) _: PageQuery) {
    permit(viewer, 'KeepDestinations');
    return this.destinations.list();
  }

  @DeedRoute('', 'KeepDestinations', AddedDestination, {
    summary: 'Add a webhook or a robot. A webhook’s secret is shown this once',
    status: 201,
  })
  async add(
    @Sent() envelope: Envelope,
    @CalledBy() { organisation }: Caller,
    @Body({ schema: AddDestination }) body: AddDestination,
  ): Promise<AddedDestination> {
    permit(envelope.viewer, 'KeepDestinations');
    if (body.unitId !== null && !organisation.units[body.unitId])
      throw new Rejection('unit.unknown', { id: body.unitId, pointer: '/unitId' });
    const id = newId(envelope, 'destination');
    const secret = await this.destinations.add(id, body);
    await this.record('destination-added', id, envelope);
    return { id, secret };
  }

  @DeedRoute(':id/disable', 'KeepDestinations', null, { summary: 'Send nothing more there', status: 204 })
  async disable(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Nothing }) _: Nothing,
  ): Promise<void> {
    permit(envelope.viewer, 'KeepDestinations');
    await this.destinations.disable(id);
    await this.record('destination-disabled', id, envelope);
  }

  @DeedRoute(':id/enable', 'KeepDestinations', null, { summary: 'Send there again', status: 204 })
  async enable(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Nothing }) _: Nothing,
  ): Promise<void> {
    permit(envelope.viewer, 'KeepDestinations');
    await this.destinations.enable(id);
    await this.record('destination-enabled', id, envelope);
  }

  @DeedRoute(':id/rotate-secret', 'KeepDestinations', RotatedSecret, {
    summary: 'Give a webhook a new secret. It is shown this once: a repeat makes another one',
  })
  async rotateSecret(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Nothing }) _: Nothing,
  ): Promise<RotatedSecret> {
    permit(envelope.viewer, 'KeepDestinations');
    const secret = await this.destinations.rotateSecret(id);
    await this.record('destination-secret-rotated', id, envelope);
    return { secret };
  }

  @DeedRoute(':id/ping', 'KeepDestinations', PingAnswer, { summary: 'Send a message without reminders, now and once' })
  async ping(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Nothing }) _: Nothing,
  ): Promise<PingAnswer> {
    permit(envelope.viewer, 'KeepDestinations');
    const failed = await this.destinations.ping(id, newId(envelope, 'ping'));
    const { language } = envelope.viewer;
    return { taken: failed === null, error: failed && failureText(failed.failure, failed.detail, language) };
  }

  private async record(kind: AuditKind, subject: string, { viewer, correlationId }: Envelope): Promise<void> {
    await this.audit.record(kind, { personId: viewer.personId, subject, traceId: correlationId });
  }
}
