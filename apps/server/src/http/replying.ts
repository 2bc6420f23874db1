import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { concatMap, map, type Observable } from 'rxjs';
import type { Label } from '#libs/directives';
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

/** Answers with a single item, and with its version as `ETag`; that a sensitive one was read is written down before it is told. */
@Injectable()
export class AnswersItem implements NestInterceptor {
  constructor(private readonly audit: Audit) {}

  intercept(context: ExecutionContext, next: CallHandler<{ version: number; label?: Label }>): Observable<unknown> {
    return next.handle().pipe(
      concatMap(async (item) => {
        if (item.label === 'sensitive') await this.note(context.switchToHttp().getRequest());
        tag(context, item.version);
        return item;
      }),
    );
  }

  private async note({ caller, url, id }: GuardedRequest): Promise<void> {
    const subject = url.split('?', 1)[0] ?? '';
    await this.audit.record('sensitive-read', { personId: caller?.viewer.personId ?? null, subject, traceId: id });
  }
}

function tag(context: ExecutionContext, version: number): FastifyReply {
  return context.switchToHttp().getResponse<FastifyReply>().header('etag', `"v${version}"`);
}
