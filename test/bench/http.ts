import { randomUUID } from 'node:crypto';
import { issueTasks, signIn } from './http/office.ts';
import { type BenchRun, compare } from './support/bench.ts';
import { closedLoop, openLoop } from './support/load.ts';
import { BenchServer } from './support/server.ts';

const RATE = 500;
const WORKERS = 32;

/**
 * Commands over HTTP against the whole server in another process: `ours` urges tasks (session, rule, idempotency key,
 * locked text, append with state and receipt), `raw` is the same route with an empty handler.
 */
export async function bench(run: BenchRun): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  const server = await BenchServer.start(await postgres.database());
  run.onEnd(() => server.stop());
  const clerk = await signIn(server.url, 'clerk');
  run.onEnd(async () => clerk.close());
  const taskIds = await issueTasks(clerk, run.quick ? 100 : 1_000);
  let turn = 0;
  const urge = (route: string) => () => {
    const taskId = taskIds[turn++ % taskIds.length];
    const key = { 'idempotency-key': randomUUID() };
    return clerk.send('POST', `/api/v1/${route}/${taskId}/urge`, { text: '请抓紧办理' }, key);
  };
  const seconds = run.quick ? run.seconds : Math.max(run.seconds, 10);
  if (run.wants(`http.open.${RATE}`)) {
    await compare(run, `http.open.${RATE}`, {
      raw: () => openLoop(urge('empty'), RATE, { seconds }),
      ours: () => openLoop(urge('tasks'), RATE, { seconds }),
    });
  }
  if (run.wants(`http.closed.${WORKERS}`)) {
    const load = { workers: WORKERS, seconds: run.seconds, unit: 'commands/s' };
    await compare(run, `http.closed.${WORKERS}`, {
      raw: () => closedLoop(urge('empty'), load),
      ours: () => closedLoop(urge('tasks'), load),
    });
  }
}
