import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/** Runs the subscription of the bench's ledger in a process of its own; answers with how to end it. */
export async function runFollower(url: string): Promise<() => Promise<void>> {
  const child = fork(join(import.meta.dirname, 'follower.ts'), [url], { execArgv: process.execArgv });
  await told(child, 'message');
  return async () => {
    child.disconnect();
    await told(child, 'exit');
  };
}

/** Rebuilds the bench's ledger in a process of its own, as `duban projections rebuild` does; answers with the lock's ms. */
export async function rebuildApart(ownerUrl: string): Promise<number> {
  const child = fork(join(import.meta.dirname, 'rebuilder.ts'), [ownerUrl], { execArgv: process.execArgv });
  let lockMs = Number.NaN;
  child.once('message', (ms) => {
    lockMs = Number(ms);
  });
  await told(child, 'exit');
  return lockMs;
}

function told(child: ChildProcess, event: 'message' | 'exit'): Promise<void> {
  return new Promise((done, fail) => {
    child.once(event, () => done());
    child.once('error', fail);
    if (event === 'message') child.once('exit', (code) => fail(new Error(`The follower ended with ${code}`)));
  });
}
