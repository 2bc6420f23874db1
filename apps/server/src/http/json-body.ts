import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Rejection } from '#libs/event-sourcing';

/** Of the whole request. Above the limit of a readout's text, so that a text that is too long is told so by name. */
export const BODY_LIMIT_BYTES = 8_000_000;
/** Of every other request: no contract lets one grow so large. */
const COMMAND_LIMIT_BYTES = 1_000_000;
const READOUTS = ['/api/v1/readouts', '/api/v1/readouts/:id/correct'];

/** Deeper than any contract goes. Further down, whatever walks through a body would run out of stack. */
const DEPTH_LIMIT = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bodies are JSON, but for files, which come as forms (form-body.ts). Bytes that are not UTF-8 are refused rather than replaced. Keys that would reach
 * a prototype are ordinary ones here, and refused as no contract knows them. An empty body is an empty object.
 */
export function readJsonBodies(app: NestFastifyApplication): void {
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT_BYTES }, ({ routeOptions }, body, done) => {
    try {
      const limit = READOUTS.includes(routeOptions.url ?? '') ? BODY_LIMIT_BYTES : COMMAND_LIMIT_BYTES;
      if (body.length > limit) throw new Rejection('request.too-large', { limit });
      done(null, parse(body));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
  app.useBodyParser('*', { bodyLimit: BODY_LIMIT_BYTES }, (_request, _body, done) => {
    done(new Rejection('request.not-json'), undefined);
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('preValidation', async (request) => {
    request.body ??= {};
  });
}

function parse(bytes: Buffer): unknown {
  const text = decode(bytes);
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (!isDeeperThan(DEPTH_LIMIT, value)) return value;
  } catch {
    // Told below.
  }
  throw new Rejection('request.malformed-json');
}

function isDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((inner) => isDeeperThan(limit - 1, inner));
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Rejection('request.not-utf-8');
  }
}
