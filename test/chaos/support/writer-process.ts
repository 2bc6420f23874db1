import { setTimeout as pause } from 'node:timers/promises';
import { EventLog, MalformedEvent } from '#libs/event-store';
import { append, contractSchemas, noted, on } from '#libs/event-store/testing';
import { appendOf, command } from './commands.ts';

// A process that appends for as long as it lives: one command after the other on each of its lanes, each sent again until
// it is answered, and then a line `n position`. Now and then it also sends what cannot be stored, to spoil its batch.

export interface WriterTask {
  readonly url: string;
  readonly writer: number;
  /** The first command that is not known to be answered, and those behind it that are. */
  readonly from: number;
  readonly answered: readonly number[];
}

const LANES = 8;
const task: WriterTask = JSON.parse(process.argv[2] ?? '');
const log = new EventLog(task.url, contractSchemas, { lockTimeoutMs: 2_000 });
const answered = new Set(task.answered);
const versions = new Map<string, number>();
let next = task.from;

async function untilAnswered(n: number): Promise<number> {
  const one = command(task.writer, n);
  for (;;) {
    try {
      const result = await log.append(appendOf(one, versions.get(one.sharedStream ?? '') ?? 0));
      if (result.outcome === 'appended') return result.position;
      if (result.outcome === 'repeated') return result.receipt.position;
      versions.set(result.streamId, result.currentVersion);
    } catch (error) {
      if (error instanceof MalformedEvent) throw error;
      await pause(20);
    }
  }
}

async function lane(): Promise<never> {
  for (;;) {
    const n = next++;
    if (answered.has(n)) continue;
    if (n % 50 === 7) log.append(append(on(command(task.writer, n).ownStream, 0, noted('\u0000')))).catch(() => {});
    process.stdout.write(`${n} ${await untilAnswered(n)}\n`);
  }
}

process.once('disconnect', () => process.exit());
await Promise.all(Array.from({ length: LANES }, lane));
