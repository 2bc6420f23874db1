import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { validate } from 'uuid';
import { digest } from '#libs/crypto';
import { Rejection } from '#libs/event-sourcing';
import type { GuardedRequest } from '../access/access.guard.ts';
import type { Caller } from '../access/callers.ts';
import type { Envelope } from '../commands/envelope.ts';

/** Marks a command that replaces a value: its caller says which version they saw. */
export const ReplacesValue = Reflector.createDecorator<true>();

/** Who calls; only for routes whose rule is not `anybody`. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  return callerOf(context.switchToHttp().getRequest());
});

/**
 * The envelope of a command. Throws `request.key-missing`, `request.key-invalid`, `request.if-match-missing` where the
 * command replaces a value, and `request.if-match-invalid`.
 */
export const Sent = createParamDecorator((_: unknown, context: ExecutionContext): Envelope => {
  const request = context.switchToHttp().getRequest<GuardedRequest>();
  const ifMatch = versionIn(request);
  if (ifMatch === null && Reflect.getMetadata(ReplacesValue.KEY, context.getHandler())) {
    throw new Rejection('request.if-match-missing', { pointer: 'If-Match:' });
  }
  return {
    viewer: callerOf(request).viewer,
    key: keyIn(request),
    bodyHash: digest(`${request.method} ${request.url}\n${JSON.stringify(request.body)}`),
    correlationId: request.id,
    ifMatch,
  };
});

/** Refuses a POST without its key, also where nothing is stored under it: callers need not know which those are. */
@Injectable()
export class NeedsKey implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return keyIn(context.switchToHttp().getRequest()) !== '';
  }
}

function callerOf({ caller }: GuardedRequest): Caller {
  if (!caller) throw new Rejection('session.missing');
  return caller;
}

function keyIn({ headers }: GuardedRequest): string {
  const key = headers['idempotency-key'];
  if (key === undefined) throw new Rejection('request.key-missing', { pointer: 'Idempotency-Key:' });
  if (typeof key !== 'string' || !validate(key)) {
    throw new Rejection('request.key-invalid', { pointer: 'Idempotency-Key:' });
  }
  return key.toLowerCase();
}

function versionIn({ headers }: GuardedRequest): number | null {
  const tag = headers['if-match'];
  if (tag === undefined) return null;
  const version = /^"v(\d{1,9})"$/.exec(tag.trim())?.[1];
  if (version === undefined) throw new Rejection('request.if-match-invalid', { pointer: 'If-Match:' });
  return Number(version);
}
