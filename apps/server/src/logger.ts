import type { LoggerService } from '@nestjs/common';
import { pino, stdSerializers } from 'pino';

export const serializers = { err: told, error: told };

/** The process's log: JSON lines on standard error, so that standard output stays for people. */
export const logger = pino({ name: 'duban', level: 'info', serializers }, pino.destination({ dest: 2, sync: true }));

/** Nest's own messages, in the same log. Its talk while starting is for debugging. */
export const nestLogger: LoggerService = {
  log: (message, ...context) => logger.debug({ context }, String(message)),
  error: (message, ...context) => logger.error({ context }, text(message)),
  warn: (message, ...context) => logger.warn({ context }, text(message)),
  debug: (message, ...context) => logger.trace({ context }, text(message)),
  verbose: (message, ...context) => logger.trace({ context }, text(message)),
  fatal: (message, ...context) => logger.fatal({ context }, text(message)),
};

function text(message: unknown): string {
  return message instanceof Error ? (message.stack ?? message.message) : String(message);
}

/** An error without the values of the statement that failed: they may be names, addresses and digests of secrets. */
function told(error: Error) {
  if (!(error instanceof Error)) return error;
  const { parameters: _, driverError: __, detail: ___, ...rest } = stdSerializers.err(error);
  return rest;
}
