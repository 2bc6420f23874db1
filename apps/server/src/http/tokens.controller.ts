import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiTokenPage, CreatedToken, CreateToken, Id, PageQuery } from '#libs/contracts';
import { Rejection } from '#libs/event-sourcing';
import { ApiTokens } from '../access/api-tokens.ts';
import { Audit } from '../access/audit.ts';
import type { Caller } from '../access/callers.ts';
import { DeedRoute, EndRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('tokens')
@Controller('api/v1/tokens')
export class TokensController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly audit: Audit,
  ) {}

  @ReadRoute('', 'KeepOwnTokens', ApiTokenPage, "List the caller's own API tokens, the newest first")
  list(@CalledBy() { viewer }: Caller, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.tokens.list(viewer.personId, query);
  }

  @DeedRoute('', 'KeepOwnTokens', CreatedToken, {
    summary: 'Create an API token. It is shown this once: a repeat makes another one, and the first can be revoked',
    status: 201,
  })
  async create(
    @CalledBy() { viewer }: Caller,
    @Body({ schema: CreateToken }) { name }: CreateToken,
    @Req() request: FastifyRequest,
  ): Promise<CreatedToken> {
    const created = await this.tokens.create(viewer.personId, name);
    await this.audit.record('token-created', { personId: viewer.personId, subject: created.id, traceId: request.id });
    return created;
  }

  @EndRoute(':id', 'KeepOwnTokens', 'Revoke an API token')
  async revoke(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    if (!(await this.tokens.revoke(viewer.personId, id))) throw new Rejection('item.not-found');
    await this.audit.record('token-revoked', { personId: viewer.personId, subject: id, traceId: request.id });
  }
}
