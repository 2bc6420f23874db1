import { applyDecorators, Delete, Get, Header, HttpCode, Post, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { Problem } from '#libs/contracts';
import { type Action, POLICY } from '../access/policy.ts';
import { Rule } from '../access/rule.ts';
import { AnswersCommand, AnswersItem, TellsWhoReads } from './replying.ts';
import { NeedsKey, ReplacesValue } from './sent.ts';
import { WritesDown } from './written-down.ts';

// The kinds of routes there are. Each names its rule in access/policy.ts, and what it answers, for the API's description.

interface Told {
  readonly summary: string;
  readonly status?: number;
}

/** A command, sent to its own sub-resource. Answered from its receipt, with an `ETag`. */
export function CommandRoute(path: string, action: Action, answer: z.ZodType, told: Told & { ifMatch?: 'required' }) {
  const required = told.ifMatch === 'required';
  return applyDecorators(
    Post(path),
    HttpCode(told.status ?? 200),
    UseInterceptors(AnswersCommand),
    ...(required ? [ReplacesValue(true)] : []),
    ApiHeader({ name: 'If-Match', required, description: 'The `ETag` of the version that this is meant for.' }),
    Described(action, answer, told),
    WithKey(),
  );
}

/** A POST that is no command of the business; a repeat with the same key is harmless. */
export function DeedRoute(path: string, action: Action, answer: z.ZodType | null, told: Told) {
  return applyDecorators(Post(path), HttpCode(told.status ?? 200), Described(action, answer, told), WithKey());
}

/** A POST that comes before anybody is known, so that it needs no key. */
export function OpenRoute(path: string, action: Action, answer: z.ZodType, told: Told) {
  return applyDecorators(Post(path), HttpCode(told.status ?? 200), Described(action, answer, told));
}

/** One item, with its version as `ETag`. */
export function ItemRoute(path: string, action: Action, answer: z.ZodType, summary: string) {
  return applyDecorators(
    Get(path),
    UseInterceptors(AnswersItem, TellsWhoReads),
    Described(action, answer, { summary }),
  );
}

/** Anything else that is read. */
export function ReadRoute(path: string, action: Action, answer: z.ZodType, summary: string) {
  return applyDecorators(Get(path), UseInterceptors(TellsWhoReads), Described(action, answer, { summary }));
}

/** Bytes, to be kept and not to be shown. */
export function FileRoute(path: string, action: Action, summary: string) {
  const content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  return applyDecorators(
    Get(path),
    Header('x-content-type-options', 'nosniff'),
    WritesDown('exported'),
    Described(action, null, { summary }),
    ApiResponse({ status: 200, description: summary, content }),
  );
}

/** A calendar's text, for a program that knows nothing but its address. */
export function CalendarRoute(path: string, action: Action, summary: string) {
  const content = { 'text/calendar': { schema: { type: 'string' } } };
  return applyDecorators(
    Get(path),
    Described(action, null, { summary }),
    ApiResponse({ status: 200, description: summary, content }),
  );
}

export function EndRoute(path: string, action: Action, summary: string) {
  return applyDecorators(Delete(path), HttpCode(204), Described(action, null, { summary, status: 204 }));
}

function Described(action: Action, answer: z.ZodType | null, { summary, status = 200 }: Told) {
  return applyDecorators(
    Rule(action),
    ...(POLICY[action] === 'anybody' ? [] : [ApiBearerAuth(), ApiCookieAuth()]),
    ApiExtension('x-rule', action),
    ApiOperation({ summary }),
    ApiResponse({ status, description: summary, ...(answer ? { standardSchema: answer } : {}) }),
    ApiResponse({
      status: 'default',
      description: 'A problem (RFC 9457), as application/problem+json.',
      standardSchema: Problem,
    }),
  );
}

function WithKey() {
  const description = 'The same one when the request is sent again: it has one effect and the same answer.';
  const schema = { type: 'string', format: 'uuid' };
  return applyDecorators(
    UseGuards(NeedsKey),
    ApiHeader({ name: 'Idempotency-Key', required: true, description, schema }),
  );
}
