import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { LiveFeed } from '../read-models/live-feed.ts';

/** One registry for each server, so that several in one process (as in tests) do not share their figures. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'duban_http_request_seconds',
    help: 'How long requests took, by route.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  constructor(feed: LiveFeed) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'duban_live_events_skipped',
      help: 'Events that the live feed left out because newer code has written them.',
      registers: [this.registry],
      collect() {
        this.set(feed.skipped.count);
      },
    });
  }

  /** Measures every request of the app by its route's pattern: an address as it came would be a label without end. */
  measure(app: NestFastifyApplication): void {
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onResponse', async (request, reply) => {
        const route = request.routeOptions.url ?? 'none';
        this.requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      });
  }
}
