import type { QueryConfig, QueryResult } from 'pg';
import { type Queryable, sqlState } from './connection.ts';

/** Said by Postgres when a pooler has handed us a session in which somebody else prepared statements, or nobody did. */
const NOT_OURS = ['26000', '42P05'];

/**
 * Reads that are parsed and planned once a session; behind a pooler that shares sessions, where that fails, once a query from
 * then on. A name stands for one text in all processes and versions, because sessions may be shared by them.
 */
export class PreparedReads {
  #isPossible = true;

  constructor(private readonly via: Queryable) {}

  async query(config: QueryConfig): Promise<QueryResult> {
    if (this.#isPossible) {
      try {
        return await this.via.query(config);
      } catch (error) {
        if (!NOT_OURS.includes(sqlState(error) ?? '')) throw error;
        this.#isPossible = false;
      }
    }
    const { name: _, ...unnamed } = config;
    return this.via.query(unnamed);
  }
}
