import { Controller, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Health } from '#libs/contracts';
import { AuditStanding } from '../audit/audit-standing.ts';
import { GetHold } from '../delivery/get-hold.ts';
import { LiveFeed } from '../read-models/live-feed.ts';
import { sealHealth } from '../seal/seal-health.ts';
import { ReadRoute } from './routes.ts';

interface Row {
  subscriptions: { name: string; lag: number; parked: number }[] | null;
}

@ApiTags('system')
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: DataSource,
    private readonly queries: QueryBus,
    private readonly feed: LiveFeed,
    private readonly auditing: AuditStanding,
  ) {}

  @ReadRoute('live', 'ReadHealth', Health, 'Answers while the process runs')
  live(): Health {
    return { status: 'up', checks: {} };
  }

  /**
   * Ready means that the database answers. A projection that is behind, or has parked a stream, or a log that cannot be
   * sealed, an audit that does not leave the host, or a live feed that leaves events out, is told but does not take the server out of service: everything else goes on.
   */
  @ReadRoute('ready', 'ReadHealth', Health, 'Answers 503 while the database is away; tells how far each projection is')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    try {
      const subscriptions = await this.subscriptions();
      const checks = subscriptions.map(({ name, lag, parked }): [string, Health['checks'][string]] => [
        name,
        { status: parked > 0 ? 'down' : 'up', detail: `${lag} events behind, ${parked} streams parked` },
      ]);
      const [seal, audit] = [await sealHealth(this.database), await this.auditing.health()];
      const { skipped } = this.feed;
      const { hold } = await this.queries.execute(new GetHold());
      return {
        status: 'up',
        checks: {
          database: { status: 'up', detail: 'answers' },
          ...Object.fromEntries(checks),
          ...(seal && { seal }),
          ...(audit && { audit }),
          ...(skipped.count > 0 && {
            live: { status: 'down' as const, detail: `${skipped.count} events left out; ${skipped.why}` },
          }),
          ...(hold && {
            sending: { status: 'down' as const, detail: `held since ${hold.beganAt}: ${hold.waiting} messages` },
          }),
        },
      };
    } catch {
      reply.status(503);
      return { status: 'down', checks: { database: { status: 'down', detail: 'does not answer' } } };
    }
  }

  private async subscriptions() {
    const [row]: Row[] = await this.database.query(`
      SELECT json_agg(json_build_object(
        'name', c.name,
        'lag', greatest(0, (SELECT coalesce(max(position), 0) FROM event) - c.position),
        'parked', (SELECT count(*) FROM parked_stream p WHERE p.subscription = c.name)
      ) ORDER BY c.name) AS subscriptions FROM checkpoint c`);
    return row?.subscriptions ?? [];
  }
}
