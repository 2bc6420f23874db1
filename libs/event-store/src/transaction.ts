import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** The connection went away under a transaction. Nothing of it was stored, unless it was lost while committing. */
class TransactionLost extends Error {
  override readonly name = 'TransactionLost';
}

/**
 * Runs the work in a transaction, given as TypeORM's manager and as the driver's client, which are one connection. An
 * error of the work rolls back and is thrown on; but when the connection cannot even roll back, whatever the work said is
 * put down to that, as `TransactionLost`.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager, client: PoolClient) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    const client: PoolClient = await runner.connect();
    return await inTransactionOf(runner, () => work(runner.manager, client));
  } finally {
    await runner.release();
  }
}

/** The same on a connection that one has, and keeps. */
export async function inTransactionOf<T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  await runner.startTransaction('READ COMMITTED');
  try {
    const result = await work();
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await runner.rollbackTransaction().catch(() => {
      throw new TransactionLost(`The connection was lost: ${(error as Error).message}`, { cause: error });
    });
    throw error;
  }
}
