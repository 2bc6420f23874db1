import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#libs/contracts';
import { FILE_LIMIT_BYTES } from '#libs/documents';
import { translator } from '#libs/messages';
import type { GuardedRequest } from '../access/access.guard.ts';
import { Audit } from '../access/audit.ts';
import { logger } from '../logger.ts';
import { languageOf } from './language.ts';
import { type Fault, faultOf } from './problem-of.ts';
import { STATUSES } from './problems.ts';

const RETRY_AFTER_SECONDS = 1;

/** Tells every error as a problem (RFC 9457), in the caller's language; what was not expected goes to the log instead. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly audit: Audit) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const [request, reply] = [
      host.switchToHttp().getRequest<GuardedRequest>(),
      host.switchToHttp().getResponse<FastifyReply>(),
    ];
    const fault = faultOf(error);
    const problem = problemOf(fault, request);
    if (problem.status === 500) logger.error({ err: error, traceId: request.id }, 'a request failed');
    if (problem.status === 503)
      logger.warn({ traceId: request.id, code: fault.code, why: String(error) }, 'a request must wait');
    if (fault.code === 'access.denied') await this.recordRefusal(request);
    if (reply.raw.headersSent) return void reply.raw.end();
    if (problem.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="duban"');
    await reply
      .status(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(problem);
  }

  private async recordRefusal(request: GuardedRequest): Promise<void> {
    const personId = request.caller?.viewer.personId ?? null;
    const subject = `${request.method} ${path(request)}`;
    await this.audit.record('refused', { personId, subject, traceId: request.id }).catch((error: unknown) => {
      logger.error({ err: error, traceId: request.id }, 'a refusal could not be written down');
    });
  }
}

/** A fault as it is told to whoever sent the request, in their language. */
export function problemOf({ code, params = {}, errors }: Fault, request: FastifyRequest): Problem {
  const language = languageOf(request);
  const status = STATUSES[code];
  const isForm = request.headers['content-type']?.startsWith('multipart/form-data');
  const limit = code === 'request.too-large' && isForm ? { limit: FILE_LIMIT_BYTES } : {};
  const filled = { ...params, ...limit, method: request.method, path: path(request), traceId: request.id };
  const detail = translator(language)(`problems.details.${code}`, filled);
  const { pointer, currentVersion } = params;
  const pointed = typeof pointer === 'string' ? [{ pointer, code, detail }] : undefined;
  const listed = errors?.(language) ?? pointed;
  return {
    type: `/api/problems#${code}`,
    title: translator(language)(`problems.titles.${status}`),
    status,
    detail,
    instance: path(request),
    code,
    traceId: request.id,
    ...(listed ? { errors: listed } : {}),
    ...(typeof currentVersion === 'number' ? { currentVersion } : {}),
  };
}

function path({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? url;
}
