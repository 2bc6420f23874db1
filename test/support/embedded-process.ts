import { once } from 'node:events';
import { startEmbeddedPostgres } from '../../apps/server/src/operations/embedded-postgres.ts';

// What a server does with its database, as a program of its own: start or attach, say where it is, and stop on SIGTERM.
const [dataDir = ''] = process.argv.slice(2);
try {
  const postgres = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  process.stdout.write(`${JSON.stringify({ home: postgres.home, ownerUrl: postgres.ownerUrl('postgres') })}\n`);
  await once(process, 'SIGTERM');
  await postgres.stop();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
