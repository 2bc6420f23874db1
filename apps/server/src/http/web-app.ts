import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where the build puts the pages; from source (development) they are the last build's. */
const PAGES = [resolve(import.meta.dirname, '../../../web'), resolve(import.meta.dirname, '../../../../dist/apps/web')];

/** Serves the pages at `/`. Files whose name bears their digest may be kept by browsers for ever; the page itself is asked for again. */
export async function serveWebApp(app: NestFastifyApplication): Promise<void> {
  const root = PAGES.find(
    (folder) => existsSync(resolve(folder, 'index.html')) && existsSync(resolve(folder, 'assets')),
  );
  if (!root) return;
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
