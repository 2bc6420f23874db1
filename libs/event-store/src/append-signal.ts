import { Client, type ClientConfig } from 'pg';

const RECONNECT_AFTER_MS = 1_000;

/**
 * Rings when something was appended, by this or any other process: LISTEN on a connection of its own, made with the
 * first listener. It is a hint only. A ring may come for nothing, and while the connection is lost none comes, so
 * whoever listens also looks by itself from time to time.
 */
export class AppendSignal {
  readonly #listeners = new Set<() => void>();
  #client: Client | null = null;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(private readonly config: ClientConfig) {}

  /** Answers with how to stop listening. */
  listen(ring: () => void): () => void {
    this.#listeners.add(ring);
    if (!this.#client && !this.#retry && !this.#closed) this.#connect();
    return () => this.#listeners.delete(ring);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#client?.end();
  }

  #connect(): void {
    const client = new Client({ ...this.config, connectionTimeoutMillis: 5_000 });
    this.#client = client;
    const reconnect = () => {
      if (this.#closed || this.#client !== client) return;
      this.#client = null;
      client.end().catch(() => {});
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#connect();
      }, RECONNECT_AFTER_MS).unref();
    };
    client.on('error', reconnect);
    client.on('end', reconnect);
    client.on('notification', () => this.#ring());
    client
      .connect()
      .then(() => client.query('LISTEN event'))
      // What was appended while nobody listened.
      .then(() => this.#ring())
      .catch(reconnect);
  }

  #ring(): void {
    for (const ring of this.#listeners) ring();
  }
}
