import { closedLoop } from '../support/load.ts';
import { ours } from './ours.ts';
import { raw } from './raw.ts';

/** What `processes.ts` starts: a process that appends whenever it is told to, and says how fast it was. */
const [variant, url = '', workers = '1'] = process.argv.slice(2);
const store = variant === 'ours' ? ours(url) : await raw(url, Number(workers));
process.on('message', (seconds: number | 'end') => {
  void (seconds === 'end' ? end() : append(seconds));
});
process.send?.('ready');

async function append(seconds: number): Promise<void> {
  const sample = await closedLoop((worker) => store.append(worker, 1), { workers: Number(workers), seconds });
  process.send?.(sample[''][0]);
}

async function end(): Promise<void> {
  await store.close();
  process.disconnect?.();
}
