import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  AcknowledgeAnswer,
  AcknowledgeAlerts as AcknowledgeBody,
  AlertPage,
  AlertReasons,
  CommandAnswer,
  DeliveryPage,
  DeliveryQuery,
  HoldAnswer,
  Id,
  InboxCounts,
  InboxQuery,
  ItemQuery,
  ReleaseMessages as ReleaseBody,
  ResendMessages as ResendBody,
  SnoozeAnswer,
  SnoozeAlerts as SnoozeBody,
  ToldPage,
  ToldQuery,
} from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { permit } from '../access/policy.ts';
import type { Envelope } from '../commands/envelope.ts';
import { AcknowledgeAlerts } from '../delivery/acknowledge-alerts.ts';
import { CountInbox } from '../delivery/count-inbox.ts';
import { ExplainAlert } from '../delivery/explain-alert.ts';
import { GetHold } from '../delivery/get-hold.ts';
import { ListDeliveries } from '../delivery/list-deliveries.ts';
import { ListInbox } from '../delivery/list-inbox.ts';
import { ListTold } from '../delivery/list-told.ts';
import { ReleaseMessages } from '../delivery/release-messages.ts';
import { ResendMessages } from '../delivery/resend-messages.ts';
import { SnoozeAlerts } from '../delivery/snooze-alerts.ts';
import { CommandRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

@ApiTags('alerts')
@Controller('api/v1')
export class AlertsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @ReadRoute('inbox', 'ReadOwnInbox', AlertPage, "List the caller's own alerts, the newest first")
  inbox(@CalledBy() { viewer }: Caller, @Query({ schema: InboxQuery }) query: InboxQuery) {
    return this.queries.execute(new ListInbox(viewer, query));
  }

  @ReadRoute(
    'inbox/counts',
    'ReadOwnInbox',
    InboxCounts,
    "Count the caller's own alerts that are open, put off and done",
  )
  counts(@CalledBy() { viewer }: Caller, @Query({ schema: ItemQuery }) query: ItemQuery) {
    return this.queries.execute(new CountInbox(viewer, query));
  }

  @CommandRoute('inbox/snooze', 'SnoozeAlerts', SnoozeAnswer, {
    summary: 'Put alerts off until a moment at which they come back',
  })
  snooze(@Sent() envelope: Envelope, @Body({ schema: SnoozeBody }) { alertIds, until }: SnoozeBody) {
    return this.commands.execute(new SnoozeAlerts(envelope, alertIds, until));
  }

  @CommandRoute('inbox/acknowledge', 'AcknowledgeAlerts', AcknowledgeAnswer, { summary: 'Acknowledge alerts' })
  acknowledge(@Sent() envelope: Envelope, @Body({ schema: AcknowledgeBody }) { alertIds }: AcknowledgeBody) {
    return this.commands.execute(new AcknowledgeAlerts(envelope, alertIds));
  }

  @ReadRoute('deliveries', 'ReadDeliveries', DeliveryPage, 'List who was told what, when, by which rule and channel')
  deliveries(@CalledBy() { viewer }: Caller, @Query({ schema: DeliveryQuery }) query: DeliveryQuery) {
    permit(viewer, 'ReadDeliveries');
    return this.queries.execute(new ListDeliveries(viewer, query));
  }

  @ReadRoute('told', 'ReadTold', ToldPage, 'List who was told what, when, and what they did with it')
  told(@CalledBy() { viewer }: Caller, @Query({ schema: ToldQuery }) query: ToldQuery) {
    permit(viewer, 'ReadTold');
    return this.queries.execute(new ListTold(viewer, query));
  }

  @ReadRoute('alerts/:id/why', 'ReadOwnInbox', AlertReasons, 'Say why somebody was told, and who else was')
  why(@CalledBy() { viewer }: Caller, @Param('id', { schema: Id }) id: string) {
    return this.queries.execute(new ExplainAlert(viewer, id));
  }

  @CommandRoute('deliveries/resend', 'ResendMessages', CommandAnswer, {
    summary: 'Have messages that were given up sent again, once their cause is mended',
  })
  resend(@Sent() envelope: Envelope, @Body({ schema: ResendBody }) { messageIds }: ResendBody) {
    return this.commands.execute(new ResendMessages(envelope, messageIds));
  }

  @ReadRoute('hold', 'ReadHold', HoldAnswer, 'Read why nothing goes outside since a restore, and how much waits')
  hold(@CalledBy() { viewer }: Caller) {
    permit(viewer, 'ReadHold');
    return this.queries.execute(new GetHold());
  }

  @CommandRoute('hold/release', 'ReleaseMessages', CommandAnswer, { summary: 'Decide on messages that are held back' })
  release(@Sent() envelope: Envelope, @Body({ schema: ReleaseBody }) body: ReleaseBody) {
    return this.commands.execute(new ReleaseMessages(envelope, body));
  }
}
