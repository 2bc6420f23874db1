import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { z } from 'zod';
import { Problem } from '#libs/contracts';

export interface Sending {
  readonly key?: string | null;
  readonly ifMatch?: number | string;
  readonly headers?: Record<string, string>;
}

/** What came back. */
export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
    private readonly request: string,
  ) {}

  /** The body by its contract; fails, showing the answer, when the status is no success or the body is not as agreed. */
  as<Contract extends z.ZodType>(contract: Contract): z.infer<Contract> {
    expect(this.status, `${this.request}: ${this.text}`).toBeLessThan(300);
    return contract.parse(JSON.parse(this.text));
  }

  get problem(): Problem {
    expect(this.headers.get('content-type'), `${this.request}: ${this.text}`).toContain('application/problem+json');
    const problem = Problem.parse(JSON.parse(this.text));
    expect(problem.status).toBe(this.status);
    return problem;
  }

  /** `403 access.denied`, or `200`: for tables of what is to be expected. */
  get outcome(): string {
    return this.status < 400 ? `${this.status}` : `${this.status} ${this.problem.code}`;
  }
}

/** Sends requests as one caller does; a new key for every POST unless the test says otherwise. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  with(headers: Record<string, string>): Client {
    return new Client(this.url, { ...this.headers, ...headers });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path, {});
  }

  post(path: string, body?: unknown, { key = randomUUID(), ifMatch, headers = {} }: Sending = {}): Promise<Answer> {
    const all = {
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...(ifMatch === undefined ? {} : { 'if-match': typeof ifMatch === 'number' ? `"v${ifMatch}"` : ifMatch }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const bytes = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    return this.send('POST', path, { headers: all, ...(body === undefined ? {} : { body: bytes }) });
  }

  /** An answer that does not end by itself. */
  stream(path: string, headers: Record<string, string>): Promise<Response> {
    return fetch(this.url + path, { headers: { ...this.headers, ...headers } });
  }

  async send(
    method: string,
    path: string,
    { headers, ...init }: { headers?: Record<string, string>; body?: string | Uint8Array },
  ) {
    const response = await fetch(this.url + path, { method, headers: { ...this.headers, ...headers }, ...init });
    return new Answer(response.status, response.headers, await response.text(), `${method} ${path}`);
  }
}
