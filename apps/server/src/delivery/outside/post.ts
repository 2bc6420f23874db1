import { lookup } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Undelivered } from '../undelivered.ts';
import { forbidden, isPublic, literalIn, outsideUrl, type PrivateOrigins } from './address.ts';

const LIMIT_MS = 5000;
const LONGEST_ANSWER_BYTES = 64 * 1024;

export interface Outside {
  readonly privateOrigins: PrivateOrigins;
  /** How a name is resolved; Node's own way unless a test says otherwise. */
  readonly resolve?: typeof lookup;
  /** For all of it together; only a test is in more of a hurry. */
  readonly limitMs?: number;
}

export interface Posting {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Of `Retry-After`, when the far side said it in seconds. */
  readonly retryAfterMs: number | null;
}

/**
 * Sends one POST outside, within 5 seconds in all, and reads at most 64 KB of the answer, whatever its status.
 *
 * A name is resolved once and the connection goes to an address of that very answer, after all of them were looked at: an
 * answer that changes in between (DNS rebinding) changes nothing. A redirect is not followed. Throws `Undelivered`.
 */
export async function post(address: string, { headers, body }: Posting, outside: Outside): Promise<Answer> {
  const url = outsideUrl(address, outside.privateOrigins);
  const isListed = outside.privateOrigins.has(url.origin);
  const { signal, clear } = limit(outside.limitMs ?? LIMIT_MS);
  const resolve = outside.resolve ?? lookup;
  const options = {
    method: 'POST',
    headers: { 'user-agent': 'Duban', ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false as const,
    signal,
    ...(isListed || literalIn(url) !== null ? {} : { lookup: publicOnly(resolve) }),
  };
  try {
    return await new Promise<Answer>((done, fail) => {
      const request = (url.protocol === 'http:' ? http : https).request(url, options, (answer) => {
        read(answer).then(done, fail);
      });
      request.on('error', fail).end(body);
    });
  } catch (error) {
    throw signal.aborted ? new Undelivered('timed-out', { cause: error }) : ofTheNetwork(error);
  } finally {
    clear();
  }
}

/**
 * Aborts when the time is over, after a look at what has come by then. Where this process stood still past the limit, the
 * answer may wait unread, and without that look the timer would come first: a message that was taken would be sent again.
 */
function limit(limitMs: number): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => setImmediate(() => controller.abort()), limitMs);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

/** Resolves a name for a connection, and refuses it when a single one of its addresses is not public. */
function publicOnly(resolve: typeof lookup): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return done(error ?? new Error(`${hostname} has no address`), '', 0);
      if (!addresses.every(({ address }) => isPublic(address))) return done(forbidden('its name leads inside'), '', 0);
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}

async function read(answer: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += chunk.length;
    if (bytes > LONGEST_ANSWER_BYTES) {
      answer.destroy();
      throw new Undelivered('answer-too-long', { detail: `HTTP ${answer.statusCode}` });
    }
    chunks.push(chunk);
  }
  const seconds = Number(answer.headers['retry-after'] ?? Number.NaN);
  return {
    status: answer.statusCode ?? 0,
    body: Buffer.concat(chunks).toString(),
    retryAfterMs: Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 86_400) * 1000 : null,
  };
}

function ofTheNetwork(error: unknown): Undelivered {
  if (error instanceof Undelivered) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const isBroken = ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(code);
  return new Undelivered(isBroken ? 'broken-off' : 'server-away', { detail: code || message, cause: error });
}

/** Throws unless the answer is a success, by what its status means for another try. */
export function requireSuccess({ status, retryAfterMs }: Answer): void {
  if (status >= 200 && status < 300) return;
  const detail = `HTTP ${status}`;
  if (status === 410) throw new Undelivered('gone', { detail, final: true });
  if (status >= 300 && status < 400) throw new Undelivered('redirected', { detail });
  if (status === 429) throw new Undelivered('rate-limited', { detail, retryAfterMs });
  throw new Undelivered('answer-refused', { detail, retryAfterMs });
}
