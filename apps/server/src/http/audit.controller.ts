import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AuditPage, EventPage, EventQuery, PageQuery } from '#libs/contracts';
import { Audit } from '../access/audit.ts';
import type { Caller } from '../access/callers.ts';
import { ListEvents } from '../read-models/queries.ts';
import { ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';
import { WritesDown } from './written-down.ts';

@ApiTags('audit')
@Controller('api/v1')
export class AuditController {
  constructor(
    private readonly queries: QueryBus,
    private readonly audit: Audit,
  ) {}

  @WritesDown('read')
  @ReadRoute('events', 'ReadEvents', EventPage, 'List events without what they say, in the order of the log')
  events(@CalledBy() { viewer }: Caller, @Query({ schema: EventQuery }) query: EventQuery) {
    return this.queries.execute(new ListEvents(viewer, query));
  }

  @WritesDown('read')
  @ReadRoute('audit-entries', 'ReadAuditEntries', AuditPage, 'List what happened at the door, the newest first')
  entries(@Query({ schema: PageQuery }) query: PageQuery) {
    return this.audit.list(query);
  }
}
