import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { digest } from '#libs/crypto';

/** How long a browser may show a past answer without asking: no longer, because texts are erased and rights end. */
const FRESH_SECONDS = 86_400;

/**
 * Answers about a past moment (`as_of`) are the same each time, so that they may be kept by whoever asked, and by nobody else
 * at the same machine. They carry an `ETag`, and whoever has the answer already is told just that (304).
 */
export function keepPastAnswers(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply, payload) => {
      const isPast = typeof request.query === 'object' && request.query !== null && 'as_of' in request.query;
      if (!isPast || request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string')
        return payload;
      const tag = `"${digest(payload).replace('sha256:', '').slice(0, 32)}"`;
      reply.headers({
        etag: reply.getHeader('etag') ?? tag,
        'cache-control': `private, max-age=${FRESH_SECONDS}`,
        vary: 'cookie, authorization',
      });
      if (request.headers['if-none-match'] !== reply.getHeader('etag')) return payload;
      reply.code(304).removeHeader('content-type');
      return null;
    });
}
