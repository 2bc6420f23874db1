import type { Problem } from '#libs/contracts';
import type { Language } from '#libs/messages';
import { ApiProblem, Offline } from './problem.ts';

const TRIES = 3;
const PAUSE_MS = 400;

/** What every request carries: problems come in this language, and answers show this page's own commands. */
const present = { language: 'zh' as Language, after: 0 };

export function speak(language: Language): void {
  present.language = language;
}

/** The language of the page, for problems. */
export function languageNow(): Language {
  return present.language;
}

/** The position up to which this page's own commands have come; what is read from now on shows them. */
export function showOwn(position: number | undefined): void {
  present.after = Math.max(present.after, position ?? 0);
}

export type Parameters = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * Reads. Parameters that are null, undefined or empty are left out. With `as_of` the past is asked for, which no command of
 * this page changes; `own: false` for what does not wait for a position.
 */
export async function get<Answer>(path: string, parameters: Parameters = {}, { own = true } = {}): Promise<Answer> {
  const after = own && !parameters.as_of && present.after > 0 ? present.after : undefined;
  return send('GET', `${path}${queryOf({ ...parameters, after })}`);
}

export interface Command {
  readonly path: string;
  readonly body: object | FormData;
  /** The same for each try of the same thing, so that it has one effect. */
  readonly key: string;
  /** The version of the item that the command is meant for. */
  readonly version?: number | undefined;
}

/** Sends a command. A try that got no answer is repeated with the same key. */
export async function post<Answer>({ path, body, key, version }: Command): Promise<Answer> {
  const isForm = body instanceof FormData;
  return send('POST', path, {
    body: isForm ? body : JSON.stringify(body),
    headers: {
      ...(isForm ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': key,
      ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
    },
  });
}

export async function remove(path: string): Promise<void> {
  await send('DELETE', path);
}

/** `?light=overdue&q=…`, or nothing. */
export function queryOf(parameters: Parameters): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function send<Answer>(
  method: string,
  path: string,
  request: { body?: string | FormData; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const headers = { accept: 'application/json', 'accept-language': present.language, ...request.headers };
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`/api/v1${path}`, { ...request, method, headers }).catch(() => null);
    if (response?.ok) return (response.status === 204 ? null : await response.json()) as Answer;
    const isAway = response === null || response.status === 503 || !isProblem(response);
    if (!isAway) throw new ApiProblem((await response.json()) as Problem);
    if (tries === TRIES) throw new Offline();
    await new Promise((done) => setTimeout(done, PAUSE_MS * tries));
  }
}

/** A proxy in front of a server that is away answers with pages of its own. */
function isProblem({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/problem+json') ?? false;
}
