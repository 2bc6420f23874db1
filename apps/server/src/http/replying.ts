import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
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

function tag(context: ExecutionContext, version: number): FastifyReply {
  return context.switchToHttp().getResponse<FastifyReply>().header('etag', `"v${version}"`);
}
