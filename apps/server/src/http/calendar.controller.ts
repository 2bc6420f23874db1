import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddCalendarFeed, AddedCalendarFeed, CalendarFeedPage, Id, PageQuery } from '#libs/contracts';
import { digest } from '#libs/crypto';
import { Rejection } from '#libs/event-sourcing';
import { Audit } from '../access/audit.ts';
import type { Caller } from '../access/callers.ts';
import { type Envelope, newId } from '../commands/envelope.ts';
import { CONFIG, type Config } from '../config.ts';
import { CalendarFeeds } from '../documents/calendar-feeds.ts';
import { CalendarRoute, DeedRoute, EndRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

@ApiTags('calendar')
@Controller()
export class CalendarController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @ReadRoute('api/v1/calendar-feeds', 'KeepOwnCalendarFeeds', CalendarFeedPage, "List the caller's calendar feeds")
  list(@CalledBy() { viewer }: Caller, @Query({ schema: PageQuery }) _: PageQuery) {
    return this.feeds.list(viewer.personId);
  }

  @DeedRoute('api/v1/calendar-feeds', 'KeepOwnCalendarFeeds', AddedCalendarFeed, {
    summary: 'Make a secret address for a calendar program. It is shown this once: a repeat gives the feed a new one',
    status: 201,
  })
  async add(
    @Sent() envelope: Envelope,
    @Body({ schema: AddCalendarFeed }) { unitId }: AddCalendarFeed,
  ): Promise<AddedCalendarFeed> {
    const id = newId(envelope, 'calendar-feed');
    const { personId } = envelope.viewer;
    const path = await this.feeds.add(id, envelope.viewer, unitId);
    await this.audit.record('calendar-feed-added', { personId, subject: id, traceId: envelope.correlationId });
    return { id, address: `${this.config.publicUrl?.replace(/\/$/, '') ?? ''}${path}` };
  }

  @EndRoute('api/v1/calendar-feeds/:id', 'KeepOwnCalendarFeeds', 'Revoke a calendar feed')
  async revoke(
    @CalledBy() { viewer: { personId } }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    if (!(await this.feeds.revoke(personId, id))) throw new Rejection('item.not-found');
    await this.audit.record('calendar-feed-revoked', { personId, subject: id, traceId: request.id });
  }

  @CalendarRoute('calendar/:file', 'ReadCalendarFeed', 'Read due dates as iCalendar, at a secret address')
  async read(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const secret = /^([\w-]{43})\.ics$/.exec(file)?.[1];
    if (secret === undefined) throw new Rejection('item.not-found');
    const text = await this.feeds.read(secret);
    const tag = `"${digest(text).slice(0, 32)}"`;
    reply.header('etag', tag).header('cache-control', 'private, no-cache').header('referrer-policy', 'no-referrer');
    const known = String(request.headers['if-none-match'] ?? '')
      .split(',')
      .map((one) => one.trim().replace(/^W\//, ''));
    if (known.includes(tag)) await reply.status(304).send();
    else await reply.type('text/calendar; charset=utf-8').send(text);
  }
}
