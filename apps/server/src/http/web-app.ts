import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where the build puts the pages; from source (development) they are the last build's. */
const PAGES = [resolve(import.meta.dirname, '../../../web'), resolve(import.meta.dirname, '../../../../dist/apps/web')];

/** What is not ours to answer, whatever a browser asks: it is told as a problem that there is nothing. */
const NOT_THE_APP = /^\/(api|health|metrics)(\/|\?|$)/;
const IS_A_FILE = /\.[a-z0-9]+$/i;

/**
 * Serves the pages: the app itself at `/` and at every path that it may have, so that an address can be sent as a link.
 * Files whose name bears their digest may be kept by browsers for ever; the page itself is asked for again.
 */
export async function serveWebApp(app: NestFastifyApplication): Promise<void> {
  const root = PAGES.find(
    (folder) => existsSync(resolve(folder, 'index.html')) && existsSync(resolve(folder, 'assets')),
  );
  if (!root) return;
  await app.register(fastifyStatic, {
    root,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app
    .getHttpAdapter()
    .getInstance()
    .get('/*', (request, reply) => {
      const [path = '/'] = request.url.split('?', 1);
      if (NOT_THE_APP.test(path)) return reply.callNotFound();
      return reply.sendFile(IS_A_FILE.test(path) ? path.slice(1) : 'index.html');
    });
}
