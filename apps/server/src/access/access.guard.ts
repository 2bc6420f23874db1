import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Rejection } from '#libs/event-sourcing';
import { CONFIG, type Config } from '../config.ts';
import { type Caller, Callers } from './callers.ts';
import { mayEver, POLICY } from './policy.ts';
import { Rule } from './rule.ts';

/** A request that has passed the guard; `caller` is null only where anybody may come. */
export interface GuardedRequest extends FastifyRequest {
  caller?: Caller | null;
}

/**
 * Holds every route to its rule as far as that can be told before the item is known. Throws `session.missing` for
 * strangers and `access.denied` for those whose roles never allow it; outside demo mode, its routes are not found.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.get(Rule, context.getHandler());
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (POLICY[action] === 'demo' && this.config.mode !== 'demo') throw new Rejection('item.not-found');
    request.caller = await this.callers.find(request.headers);
    if (POLICY[action] === 'anybody') return true;
    if (!request.caller) throw new Rejection('session.missing');
    if (!mayEver(request.caller.viewer, action)) throw new Rejection('access.denied', { action });
    return true;
  }
}
