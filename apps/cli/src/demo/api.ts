import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { Problem, Session } from '#libs/contracts';
import type { Language } from '#libs/messages';

/** The server said no; `problem.detail` says why, in the caller's language. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    request: string,
    readonly problem: Problem,
  ) {
    super(`${request}: ${problem.status} ${problem.code}: ${problem.detail} (${problem.traceId})`);
  }
}

/** How long a request is tried again while the server is away. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 200;
const TIMEOUT_MS = 30_000;

/** The public API as one signed-in person uses it. Every answer is held against its contract. */
export class Api {
  private constructor(
    readonly baseUrl: string,
    readonly language: Language,
    readonly cookie: string,
    readonly session: Session,
    readonly patienceMs: number,
  ) {}

  /** Throws `ApiProblem` when the sign-in is refused. */
  static async signIn(
    url: string,
    language: Language,
    account: { username: string; password: string },
    patienceMs = PATIENCE_MS,
  ): Promise<Api> {
    const baseUrl = new URL('/api/v1', url).href;
    const { username, password } = account;
    const { answer, headers } = await send({ baseUrl, language, cookie: null, patienceMs }, 'POST', '/session', {
      username,
      password,
    });
    const cookie = headers.getSetCookie().map((set) => set.split(';', 1)[0]);
    return new Api(baseUrl, language, cookie.join('; '), Session.parse(answer), patienceMs);
  }

  async get<Answer extends z.ZodType>(path: string, contract: Answer): Promise<z.infer<Answer>> {
    const { answer } = await send(this, 'GET', path);
    return contract.parse(answer);
  }

  /** `version`: the version of the item that the command is meant for, where the server asks for one. */
  async post<Answer extends z.ZodType>(
    path: string,
    body: object,
    contract: Answer,
    version?: number,
  ): Promise<z.infer<Answer>> {
    const { answer } = await send(this, 'POST', path, body, version);
    return contract.parse(answer);
  }
}

interface Sender {
  readonly baseUrl: string;
  readonly language: Language;
  readonly cookie: string | null;
  readonly patienceMs: number;
}

/** Tries again, with the same key, while the server is away or asks for a moment: such a repeat has one effect. */
async function send(
  from: Sender,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  version?: number,
): Promise<{ answer: unknown; headers: Headers }> {
  const request: RequestInit = {
    method,
    headers: {
      'accept-language': from.language,
      ...(from.cookie === null ? {} : { cookie: from.cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const patience = AbortSignal.timeout(from.patienceMs);
  for (;;) {
    const response = await fetch(from.baseUrl + path, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      (error: Error) => error,
    );
    if (response instanceof Error) {
      if (patience.aborted) throw new Error(`${method} ${path}: the server does not answer`, { cause: response });
    } else if (response.ok) {
      return { answer: response.status === 204 ? null : await response.json(), headers: response.headers };
    } else {
      const problem = Problem.parse(await response.json());
      if (problem.status !== 503 || patience.aborted) throw new ApiProblem(`${method} ${path}`, problem);
    }
    await pause(PAUSE_MS);
  }
}
