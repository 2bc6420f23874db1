import { Client, type ClientConfig, type QueryArrayConfig } from 'pg';
import { appendResults, appendStatement, type BatchAnswer } from './append-statement.ts';
import { isTransient, sqlState } from './connection.ts';
import type { AppendResult } from './contract.ts';
import type { EncodedAppend } from './encoded-append.ts';
import { StoreUnavailable } from './errors.ts';
import { asStoreError } from './store-error.ts';

const CONNECT_TIMEOUT_MS = 5_000;

const STATEMENT_NAME = 'append_batch';
const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';
const NOT_READ_COMMITTED = '25001';
/** No such prepared statement, or another of its name. */
const LOST_STATEMENT = ['26000', '42P05'];

/** The one connection that appends. Made when first needed, and anew after it was lost. */
export class AppendConnection {
  #client: Client | null = null;
  #warning: string | null = null;
  /** Transactions are not READ COMMITTED by default: it has to be said. */
  #mustBegin = false;
  /** A pooler hands each transaction another connection of the server's: named statements do not hold. */
  #isPooled = false;

  constructor(
    private readonly config: ClientConfig,
    private readonly lockTimeoutMs: number,
    private readonly batchTimeoutMs: number,
  ) {}

  /**
   * Stores a batch in one transaction, its messages sent together without waiting for each answer. Not to be called
   * again before the answer. Nothing was stored when it throws anything but `StoreUnavailable`.
   */
  async send(batch: readonly EncodedAppend[]): Promise<AppendResult[]> {
    const client = await this.#connected();
    this.#warning = null;
    const statement = appendStatement(batch, this.lockTimeoutMs);
    try {
      const answer = await this.#run(client, this.#isPooled ? statement : { ...statement, name: STATEMENT_NAME });
      if (this.#warning) throw new StoreUnavailable(`The commit was not confirmed: ${this.#warning}`);
      return appendResults(batch, answer);
    } catch (error) {
      if (this.#adaptTo(error)) return this.send(batch);
      if (isTransient(error)) this.#drop(client);
      throw asStoreError(error);
    }
  }

  async #run(client: Client, statement: QueryArrayConfig): Promise<BatchAnswer> {
    const [begin, end] = this.#mustBegin ? [BEGIN, 'COMMIT'] : [];
    const begun = begin ? client.query(begin) : undefined;
    const stored = client.query<[BatchAnswer]>(statement);
    const committed = end ? client.query(end) : undefined;
    // The first that failed says why; those behind it only say that the transaction is aborted.
    for (const answer of await Promise.allSettled([begun, stored, committed])) {
      if (answer.status === 'rejected') throw answer.reason;
    }
    const [answer] = (await stored).rows;
    if (!answer) throw new Error('append_batch did not answer');
    return answer[0];
  }

  /**
   * Nothing is asked of the server beforehand: a batch that was refused for what the server is like (and so stored
   * nothing) says what to do otherwise from now on. True when it may be sent again.
   */
  #adaptTo(error: unknown): boolean {
    const state = sqlState(error) ?? '';
    if (!this.#mustBegin && state === NOT_READ_COMMITTED) this.#mustBegin = true;
    else if (!this.#isPooled && LOST_STATEMENT.includes(state)) this.#isPooled = true;
    else return false;
    return true;
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
