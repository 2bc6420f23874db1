import { Controller, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Id, OwnSessions } from '#libs/contracts';
import { Rejection } from '#libs/event-sourcing';
import { Audit } from '../access/audit.ts';
import { type Caller, Callers } from '../access/callers.ts';
import { Sessions } from '../access/sessions.ts';
import { EndRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('session')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly callers: Callers,
    private readonly audit: Audit,
  ) {}

  @ReadRoute('', 'KeepOwnSession', OwnSessions, "List the caller's own sessions, here and in other browsers")
  async list(@CalledBy() { viewer }: Caller, @Req() { headers }: FastifyRequest): Promise<OwnSessions> {
    return { items: await this.sessions.list(viewer.personId, this.callers.sessionIn(headers)) };
  }

  @EndRoute(':id', 'KeepOwnSession', 'Sign out elsewhere')
  async end(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    if (!(await this.sessions.endOne(viewer.personId, id))) throw new Rejection('item.not-found');
    await this.audit.record('signed-out', { personId: viewer.personId, subject: id, traceId: request.id });
  }
}
