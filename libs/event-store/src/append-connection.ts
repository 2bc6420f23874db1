import { Client, type ClientConfig } from 'pg';
import { type AnswerRow, appendResults, appendStatement, beginAppend } from './append-statement.ts';
import { isTransient, sqlState } from './connection.ts';
import type { AppendResult } from './contract.ts';
import type { EncodedAppend } from './encoded-append.ts';
import { MalformedEvent, StoreBusy, StoreUnavailable } from './errors.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** The one connection that appends. Made when first needed, and anew after it was lost. */
export class AppendConnection {
  #client: Client | null = null;
  #warning: string | null = null;

  constructor(
    private readonly config: ClientConfig,
    private readonly lockTimeoutMs: number,
    private readonly batchTimeoutMs: number,
  ) {}

  /**
   * Stores a batch in one transaction, its statements sent together without waiting for each answer. Not to be called
   * again before the answer. Nothing was stored when it throws anything but `StoreUnavailable`.
   */
  async send(batch: readonly EncodedAppend[]): Promise<AppendResult[]> {
    const client = await this.#connected();
    this.#warning = null;
    const begun = client.query(beginAppend(this.lockTimeoutMs));
    const stored = client.query<AnswerRow>(appendStatement(batch));
    const notified = client.query('NOTIFY event');
    const committed = client.query('COMMIT');
    // The first that failed says why; those behind it only say that the transaction is aborted.
    const answers = await Promise.allSettled([begun, stored, notified, committed]);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) {
      if (isTransient(failed.reason)) this.#drop(client);
      throw meaningOf(failed.reason);
    }
    const { command } = await committed;
    if (command !== 'COMMIT' || this.#warning) {
      throw new StoreUnavailable(`The commit was not confirmed: ${this.#warning ?? command}`);
    }
    return appendResults(batch, (await stored).rows);
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  async #connected(): Promise<Client> {
    if (this.#client) return this.#client;
    const client = new Client({
      ...this.config,
      pipeline: true,
      query_timeout: this.batchTimeoutMs,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    client.on('error', () => this.#drop(client));
    client.on('end', () => this.#drop(client));
    client.on('notice', ({ severity, message }) => {
      if (severity === 'WARNING') this.#warning = message ?? severity;
    });
    try {
      await client.connect();
    } catch (error) {
      throw new StoreUnavailable(`No connection to the database: ${(error as Error).message}`, { cause: error });
    }
    this.#client = client;
    return client;
  }

  /** Not awaited, because a connection that hangs may never say goodbye. */
  #drop(client: Client): void {
    if (this.#client === client) this.#client = null;
    client.end().catch(() => {});
  }
}

function meaningOf(error: unknown): unknown {
  const state = sqlState(error) ?? '';
  const { message } = error as Error;
  if (state === '55P03') return new StoreBusy('The append lock was not to be had in time', { cause: error });
  if (isTransient(error))
    return new StoreUnavailable(`The connection was lost while appending: ${message}`, { cause: error });
  // Data exceptions, limits of the program, and constraints, except those that uphold the order of the log.
  const malformed = /^(22|23|54)/.test(state) && state !== '23505';
  return malformed ? new MalformedEvent(`This cannot be stored: ${message}`, { cause: error }) : error;
}
