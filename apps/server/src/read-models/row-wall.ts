import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type IQuery, QueryBus } from '@nestjs/cqrs';
import { escapeLiteral } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Id } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { GetCampaign, ListCampaigns, Search } from './figure-queries.ts';
import { ListDueDates } from './list-due-dates.ts';
import {
  GetDirective,
  GetReadout,
  GetTaskSkeleton,
  ListDirectives,
  ListMyTasks,
  ListReadouts,
  ListTasks,
} from './queries.ts';

/** What is read of the present state of many items. */
const LISTS = [
  ...[ListTasks, ListMyTasks, GetTaskSkeleton, ListDueDates],
  ...[ListDirectives, GetDirective, ListReadouts, GetReadout],
  ...[ListCampaigns, GetCampaign, Search],
];

/**
 * The second wall (row-level security, migration 0024): whatever a list's query says, and whatever it forgets, Postgres shows
 * it only what lies with the viewer's units and posts, up to the label they are cleared for. The office, which sees everything, reads without it.
 */
@Injectable()
export class RowWall implements OnModuleInit {
  private readonly reads = new AsyncLocalStorage<WalledRead>();

  constructor(
    private readonly database: DataSource,
    private readonly queries: QueryBus,
  ) {}

  /** Every list goes through here, so that a new one cannot forget to. */
  onModuleInit(): void {
    const open = this.database.createQueryRunner.bind(this.database);
    this.database.createQueryRunner = (mode) => this.reads.getStore()?.runner ?? open(mode);
    const execute = this.queries.execute.bind(this.queries) as (query: IQuery) => Promise<unknown>;
    const walled = (query: IQuery) => {
      const viewer = viewerOfList(query);
      return viewer === null ? execute(query) : this.readAs(viewer, () => execute(query));
    };
    this.queries.execute = walled as QueryBus['execute'];
  }

  /** All that `work` asks of the database is asked in one transaction that sees what the viewer may see. */
  async readAs<Answer>(viewer: Viewer, work: () => Promise<Answer>): Promise<Answer> {
    const read = new WalledRead(this.database.createQueryRunner(), viewer);
    try {
      return await this.reads.run(read, work);
    } finally {
      await read.end();
    }
  }
}

function viewerOfList(query: IQuery): Viewer | null {
  if (!LISTS.some((list) => query instanceof list)) return null;
  const { viewer, query: asked } = query as { viewer: Viewer; query?: { as_of?: string } };
  return viewer.isOffice || asked?.as_of !== undefined ? null : viewer;
}

/** A connection that behaves as TypeORM's own do, but begins by becoming the reader, and is let go only at the end. */
class WalledRead {
  readonly runner: QueryRunner;
  private tail: Promise<unknown> = Promise.resolve();
  private begun = false;

  constructor(
    private readonly real: QueryRunner,
    private readonly viewer: Viewer,
  ) {
    const query = (...asked: Parameters<QueryRunner['query']>) => this.inTurn(() => this.real.query(...asked));
    const own: Partial<Record<string | symbol, unknown>> = { query, release: async () => {} };
    this.runner = new Proxy(real, {
      get: (target, name) => own[name] ?? Reflect.get(target, name),
    });
  }

  /** Not before the first query: until then a list may wait for its read model, and needs no connection for that. */
  private inTurn<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const next = this.tail.then(async () => {
      if (!this.begun) {
        this.begun = true;
        await this.real.query(beginAs(this.viewer));
      }
      return ask();
    });
    this.tail = next.catch(() => {});
    return next;
  }

  async end(): Promise<void> {
    await this.tail;
    try {
      // What was only read is given up as well as kept; and a transaction that failed can only be given up.
      if (this.begun) await this.real.query('ROLLBACK');
    } finally {
      await this.real.release();
    }
  }
}

/** One round trip. Settings and role are the transaction's, so that PgBouncer may hand the connection on after it. */
function beginAs({ visibleUnitIds, leaderPostIds, clearance }: Viewer): string {
  const array = (ids: readonly Id[]) => escapeLiteral(`{${ids.join(',')}}`);
  return `BEGIN READ ONLY; SET LOCAL ROLE duban_reader; SET LOCAL duban.units = ${array(visibleUnitIds)}; SET LOCAL duban.posts = ${array(leaderPostIds)}; SET LOCAL duban.clearance = ${escapeLiteral(clearance)}`;
}
