import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '#libs/event-sourcing';
import { AuditStanding } from '../audit/audit-standing.ts';
import { CONFIG, type Config } from '../config.ts';
import { RateLimits } from '../limits/rate-limits.ts';
import { type Caller, Callers } from './callers.ts';
import { type Action, mayEver, POLICY } from './policy.ts';
import { Rule } from './rule.ts';
import { SecondFactors } from './second-factor/second-factors.ts';

/** What is left to somebody who has to set up a second factor first. */
const WITHOUT_SECOND_FACTOR: readonly Action[] = ['KeepOwnSession', 'KeepOwnFactors'];

/** A request that has passed the guard; `caller` is null only where anybody may come. */
export interface GuardedRequest extends FastifyRequest {
  caller?: Caller | null;
}

/**
 * Holds every route to its rule as far as that can be told before the item is known. Throws `session.missing` for
 * strangers, `access.denied` for those whose roles never allow it, `session.second-factor-required` for those whose roles ask
 * for one, and `request.too-many`; outside demo mode, its routes are not found. Throws `audit.away` where nothing may be
 * done that does not leave a trace outside.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly limits: RateLimits,
    private readonly auditing: AuditStanding,
    private readonly factors: SecondFactors,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.get(Rule, context.getHandler());
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (POLICY[action] === 'demo' && this.config.mode !== 'demo') throw new Rejection('item.not-found');
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const isOpen = POLICY[action] === 'anybody';
    if (isOpen && request.method === 'POST') await this.limits.takeAttempt(request, reply);
    request.caller = await this.callers.find(request.headers);
    if (request.caller) this.limits.takePerson(request.caller.viewer.personId, reply);
    if (isOpen) return true;
    if (!request.caller) throw new Rejection('session.missing');
    const { viewer, identity } = request.caller;
    if (!identity.strong && this.factors.mustHave(viewer.roles) && !WITHOUT_SECOND_FACTOR.includes(action))
      throw new Rejection('session.second-factor-required');
    if (!mayEver(viewer, action)) throw new Rejection('access.denied', { action });
    // Whoever has to see to it must be able to come in and look.
    if (request.method !== 'GET' && action !== 'KeepOwnSession') await this.auditing.require();
    return true;
  }
}
