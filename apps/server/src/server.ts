import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import type { Config, Settings } from './config.ts';
import { httpAdapter, prepareHttp } from './http/http-server.ts';
import { nestLogger } from './logger.ts';
import { readyKeys } from './operations/keys.ts';
import { openDatabase } from './operations/open-database.ts';

const USUAL_PORT = 3000;

export interface RunningServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly config: Config;
  /** Where the data lies. */
  readonly place: string;
  /** Finishes the requests and jobs in hand, then closes everything. A second call waits for the first. */
  stop(): Promise<void>;
}

/** Opens the database, starts every role that the settings name, and listens. On an error nothing is left running. */
export async function startServer(settings: Settings): Promise<RunningServer> {
  const database = await openDatabase(settings);
  let app: NestFastifyApplication | undefined;
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      try {
        await app?.close();
      } finally {
        await database.close();
      }
    })();
    return stopped;
  };
  try {
    await readyKeys(database.config);
    app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with(database.config),
      await httpAdapter(settings),
      {
        logger: nestLogger,
        abortOnError: false,
      },
    );
    await prepareHttp(app, database.config);
    const url = await listen(app, settings);
    return { url, app, config: database.config, place: database.place, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(app: NestFastifyApplication, { host, port, publicUrl }: Settings): Promise<string> {
  await app.listen(port ?? USUAL_PORT, host).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (port) throw new Error(`Port ${port} is taken. Set PORT to another one, or leave it unset to get a free one.`);
    await app.listen(0, host);
  });
  return publicUrl?.replace(/\/$/, '') ?? (await app.getUrl());
}
