import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { concatMap, map, type Observable } from 'rxjs';
import type { GuardedRequest } from '../access/access.guard.ts';
import { Audit } from '../access/audit.ts';
import type { Reply } from '../commands/envelope.ts';

/** Answers a command with the status and body of its receipt, and with the version as `ETag`. */
@Injectable()
export class AnswersCommand implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<Reply<{ version: number }>>): Observable<unknown> {
    return next.handle().pipe(
      map(({ status, body }) => {
        tag(context, body.version).status(status);
        return body;
      }),
    );
  }
}

/** Answers with a single item, and with its version as `ETag`. */
@Injectable()
export class AnswersItem implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<{ version: number }>): Observable<unknown> {
    return next.handle().pipe(
      map((item) => {
        tag(context, item.version);
        return item;
      }),
    );
  }
}

/** That sensitive items were read, one or many of a list, is written down before they are told: what cannot be written down is not told. */
@Injectable()
export class TellsWhoReads implements NestInterceptor {
  constructor(private readonly audit: Audit) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { caller, url, id } = context.switchToHttp().getRequest<GuardedRequest>();
    if (caller?.viewer.clearance !== 'sensitive') return next.handle();
    return next.handle().pipe(
      concatMap(async (answer) => {
        const items = sensitiveItems(answer);
        const subject = items > 1 ? `${url.slice(0, 180)} (${items})` : url;
        if (items > 0)
          await this.audit.record('sensitive-read', { personId: caller.viewer.personId, subject, traceId: id });
        return answer;
      }),
    );
  }
}

/** How many there are anywhere in an answer; one that is told of twice counts twice. */
function sensitiveItems(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null) return 0;
  const within = Object.values(answer).reduce((sum: number, part) => sum + sensitiveItems(part), 0);
  return within + ('label' in answer && answer.label === 'sensitive' ? 1 : 0);
}

function tag(context: ExecutionContext, version: number): FastifyReply {
  return context.switchToHttp().getResponse<FastifyReply>().header('etag', `"v${version}"`);
}
