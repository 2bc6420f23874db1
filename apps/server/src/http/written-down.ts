import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { concatMap, type Observable } from 'rxjs';
import type { GuardedRequest } from '../access/access.guard.ts';
import { Audit, type AuditKind } from '../access/audit.ts';

/** Marks a route whose use is written down in the audit. */
export const WritesDown = Reflector.createDecorator<AuditKind>();

/** Writes down who used such a route before they get its answer: what cannot be written down is not answered. */
@Injectable()
export class WriteDownUse implements NestInterceptor {
  constructor(
    private readonly audit: Audit,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const kind = this.reflector.get(WritesDown, context.getHandler());
    if (kind === undefined) return next.handle();
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    return next.handle().pipe(
      concatMap(async (answer) => {
        const subject = `${request.method} ${request.url}`;
        await this.audit.record(kind, {
          personId: request.caller?.viewer.personId ?? null,
          subject,
          traceId: request.id,
        });
        return answer;
      }),
    );
  }
}
