import { v4 } from 'uuid';
import type { Problem } from '#libs/contracts';
import type { Language } from '#libs/messages';

/** The server said no; `problem` says why, in the page's language. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** The server did not answer. */
export class Offline extends Error {
  override readonly name = 'Offline';
}

/** Why a request came to nothing, as far as that can be told to a person. */
export type Failure = ApiProblem | Offline;

/** The error as a failure to be shown; any other error is a mistake of the page and is thrown on. */
export function failureIn(error: unknown): Failure {
  if (error instanceof ApiProblem || error instanceof Offline) return error;
  throw error;
}

const TRIES = 3;

export async function get<Answer>(path: string, language: Language): Promise<Answer> {
  return send('GET', path, language);
}

/**
 * Sends a command. A try that got no answer is repeated with the same key, so that it has one effect. `version`: the
 * version of the item that the command is meant for.
 */
export async function post<Answer>(path: string, body: object, language: Language, version?: number): Promise<Answer> {
  return send('POST', path, language, {
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'idempotency-key': v4(),
      ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
    },
  });
}

export async function remove(path: string, language: Language): Promise<void> {
  await send('DELETE', path, language);
}

async function send<Answer>(
  method: string,
  path: string,
  language: Language,
  request: { body?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const headers = { accept: 'application/json', 'accept-language': language, ...request.headers };
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`/api/v1${path}`, { ...request, method, headers }).catch(() => null);
    if (response?.ok) return (response.status === 204 ? null : await response.json()) as Answer;
    const away = response === null || response.status === 503;
    if (!away) throw new ApiProblem((await response.json()) as Problem);
    if (tries === TRIES) throw new Offline();
    await new Promise((done) => setTimeout(done, 400 * tries));
  }
}
