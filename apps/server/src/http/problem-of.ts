import { HttpException, NotFoundException } from '@nestjs/common';
import type { ProblemError } from '#libs/contracts';
import { DocumentRefused } from '#libs/documents';
import { Rejection } from '#libs/event-sourcing';
import { MalformedEvent, StoreBusy, StoreUnavailable, UnknownEventVersion } from '#libs/event-store';
import { InvalidCursor, MomentAhead, NotFound, ReadModelBehind } from '../read-models/errors.ts';
import { isDatabaseAway } from './database-away.ts';
import { InvalidRequest } from './invalid-request.ts';
import { BODY_LIMIT_BYTES } from './json-body.ts';
import { isProblemCode, type ProblemCode } from './problems.ts';

/** What went wrong, by its code, with what fills its sentence. */
export interface Fault {
  readonly code: ProblemCode;
  readonly params?: Rejection['params'];
  readonly errors?: (language: 'zh' | 'en') => ProblemError[];
}

/** Every error that can come out of the server, as the fault it is told as. Unknown ones tell nothing of the inside. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Rejection && isProblemCode(error.code)) return { code: error.code, params: error.params };
  if (error instanceof DocumentRefused) return { code: error.code, params: { ...error.params, pointer: '/file' } };
  if (error instanceof InvalidRequest) return { code: 'request.invalid', errors: (language) => error.told(language) };
  if (error instanceof NotFound) return { code: 'item.not-found' };
  if (error instanceof InvalidCursor) return { code: 'request.cursor-invalid' };
  if (error instanceof MomentAhead)
    return { code: 'request.moment-ahead', params: { asOf: error.asOf, pointer: '?as_of' } };
  if (error instanceof ReadModelBehind) return { code: 'server.read-model-behind' };
  if (error instanceof MalformedEvent) return { code: 'request.malformed-text' };
  if (error instanceof UnknownEventVersion) return { code: 'server.outdated' };
  if (error instanceof StoreBusy) return { code: 'server.busy' };
  if (error instanceof StoreUnavailable || isDatabaseAway(error)) return { code: 'server.database-away' };
  return faultOfRequest(error as { code?: string; statusCode?: number });
}

/** What Nest and Fastify say of a request that reached no handler. */
function faultOfRequest(error: { code?: string; statusCode?: number }): Fault {
  if (error instanceof NotFoundException) return { code: 'request.not-found' };
  if (error?.code === 'FST_ERR_BAD_URL') return { code: 'request.malformed-address' };
  const status = error instanceof HttpException ? error.getStatus() : error?.statusCode;
  // An id or a name in the address that is longer than any can be.
  if (status === 414) return { code: 'request.malformed-address' };
  if (status === 413) return { code: 'request.too-large', params: { limit: BODY_LIMIT_BYTES } };
  if (status === 415) return { code: 'request.not-json' };
  if (status === 403) return { code: 'request.cross-origin' };
  if (status === 400) return { code: 'request.malformed-json' };
  return { code: 'server.failed' };
}
