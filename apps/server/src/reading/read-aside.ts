import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Rejection } from '#libs/event-sourcing';
import type { Proposals } from '#libs/readout';
import type { TextToRead } from './read-text.ts';

/** Real time. The longest text that is taken needs a tenth of it on a slow machine. */
const TIME_LIMIT_MS = 30_000;
const HEAP_LIMIT_MB = 512;

export type Answer = { readonly read: Proposals } | { readonly rejected: Pick<Rejection, 'code' | 'params'> };

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a text in a thread of its own, so that this one goes on with everything else; one text at a time, others wait.
 * Throws what `readText` throws, and `readout.too-heavy` when it takes more than `timeLimitMs` or more memory than a
 * text can need.
 */
export function readAside(given: TextToRead, timeLimitMs = TIME_LIMIT_MS): Promise<Proposals> {
  const reading = last.then(() => askWorker(given, timeLimitMs));
  last = reading.catch(() => undefined);
  return reading;
}

async function askWorker(given: TextToRead, timeLimitMs: number): Promise<Proposals> {
  // From sources as well the program of the thread is the built one: plain Node runs it.
  const program = createRequire(import.meta.url).resolve('#server/reading-worker');
  const worker = new Worker(program, {
    workerData: given,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  });
  try {
    const answer = await answerOf(worker, timeLimitMs);
    if ('rejected' in answer) throw new Rejection(answer.rejected.code, answer.rejected.params);
    return answer.read;
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, timeLimitMs: number): Promise<Answer> {
  const tooHeavy = () => new Rejection('readout.too-heavy', { seconds: timeLimitMs / 1000, pointer: '/text' });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(tooHeavy()), timeLimitMs);
    worker.once('message', resolve);
    worker.once('error', (error) => {
      const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(outOfMemory ? tooHeavy() : error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(tooHeavy());
    });
  });
}
