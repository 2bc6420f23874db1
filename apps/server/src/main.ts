import { announce } from './announce.ts';
import { readConfig, type Settings } from './config.ts';
import { logger } from './logger.ts';
import { type RunningServer, startServer } from './server.ts';

/** What a parent process with an IPC channel is told once the server listens. */
interface ReadyMessage {
  readonly ready: { readonly url: string; readonly signIns: readonly { username: string; password: string }[] };
}

let starting: Promise<RunningServer> | undefined;
let stopping: Promise<never> | undefined;

/** A server that is still starting is waited for: what it has started by then has to be stopped as well. */
function stop(exitCode: number): Promise<never> {
  stopping ??= (async () => {
    const server = await starting?.catch(() => undefined);
    await server?.stop().catch((error) => logger.error({ err: error }, 'stopping failed'));
    process.exit(exitCode);
  })();
  return stopping;
}

process.once('SIGINT', () => void stop(0));
process.once('SIGTERM', () => void stop(0));
// The terminal was closed: an embedded Postgres would else be left running.
process.once('SIGHUP', () => void stop(0));
process.on('unhandledRejection', (error) => {
  logger.fatal({ err: error }, 'a promise was rejected and nobody handled it; stopping');
  void stop(1);
});

try {
  const settings: Settings = readConfig();
  logger.level = settings.logLevel;
  starting = startServer(settings);
  const server = await starting;
  if (!stopping) {
    const signIns = await announce(server);
    const message: ReadyMessage = { ready: { url: server.url, signIns } };
    process.send?.(message);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  logger.debug({ err: error }, 'the server did not start');
  await stop(1);
}
