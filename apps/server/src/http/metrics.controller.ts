import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Rejection } from '#libs/event-sourcing';
import { Rule } from '../access/rule.ts';
import { Metrics } from './metrics.ts';

/** For Prometheus on the same machine: figures of the process are nobody else's business. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Rule('ReadHealth')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(@Req() request: FastifyRequest): Promise<string> {
    const local = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
    // Through a proxy on this machine, everybody is local.
    if (!local || request.headers['x-forwarded-for'] !== undefined) throw new Rejection('item.not-found');
    return this.metrics.registry.metrics();
  }
}
