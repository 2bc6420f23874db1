import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach } from 'vitest';
import {
  EventLog,
  type EventLogOptions,
  type Log,
  type Subscriber,
  Subscription,
  type SubscriptionOptions,
} from '#libs/event-store';
import { contractSchemas } from '#libs/event-store/testing';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';

type SubscribeOptions = Partial<Omit<SubscriptionOptions, 'log'>> & { eventLog?: EventLog };

/** Gives each test of a file a database of its own, and closes after it whatever it opened. */
export class OwnStore {
  /** What the subscriptions of this test logged. */
  logged: string[] = [];
  #database: TestDatabase | undefined;
  #opened: (() => Promise<unknown>)[] = [];

  constructor() {
    beforeEach(async () => {
      this.logged = [];
      this.#database = await freshDatabase();
    });
    afterEach(async () => {
      for (const close of this.#opened.splice(0).reverse()) await close();
      await this.#database?.drop();
    });
  }

  get url(): string {
    if (!this.#database) throw new Error('The store is there while a test runs');
    return this.#database.url;
  }

  get ownerUrl(): string {
    if (!this.#database) throw new Error('The store is there while a test runs');
    return this.#database.ownerUrl;
  }

  openLog(options: EventLogOptions = {}, url = this.url): EventLog {
    const log = new EventLog(url, contractSchemas, options);
    this.#opened.push(() => log.close());
    return log;
  }

  async connect(url = this.ownerUrl): Promise<Client> {
    const client = new Client({ connectionString: url });
    client.on('error', () => {}); // a test may kill it
    await client.connect();
    this.#opened.push(() => client.end());
    return client;
  }

  async dataSource(url = this.url): Promise<DataSource> {
    const dataSource = await new DataSource({
      type: 'postgres',
      url,
      installExtensions: false,
      poolErrorHandler: () => {},
      extra: { onConnect: (client: Client) => client.on('error', () => {}) }, // a test may kill it
    }).initialize();
    this.#opened.push(() => dataSource.destroy());
    return dataSource;
  }

  /** Stopped after the test. */
  async subscribe(
    subscriber: Subscriber,
    { eventLog = this.openLog(), batchSize = 1_000, pollMs = 1_000, ...rebuild }: SubscribeOptions = {},
  ) {
    const log: Log = (_, message) => this.logged.push(message);
    const options = { log, batchSize, pollMs, ...rebuild };
    const subscription = new Subscription(await this.dataSource(), eventLog, subscriber, options);
    this.#opened.push(() => subscription.stop());
    return subscription;
  }
}
