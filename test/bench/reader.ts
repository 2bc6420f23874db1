import { chinaCalendar } from '#libs/calendar';
import { propose } from '#libs/readout';
import { labelledReadouts } from '../readouts/corpus.ts';
import { type BenchRun, compare } from './support/bench.ts';
import type { Sample } from './support/figures.ts';

/** What a text may be full of to be slow: each is repeated up to the length that is read. */
const KINDS: Readonly<Record<string, () => string>> = {
  readouts: () =>
    labelledReadouts('texts')
      .map(({ body }) => body)
      .join('\n'),
  'no marks': () => '各部门要加快推进项目建设确保完成任务',
  commas: () => '市发改委要在10日内报送，',
  units: () => '市财政局、',
  brackets: () => '（《“',
  'closed brackets': () => '（市发改委牵头）',
  items: () => '1. 市财政局负责编制清单（市审计局）\n',
  labels: () => '责任单位：市财政局；',
  'table heads': () => '序号\n任务\n责任单位\n',
  bars: () => '| a | b |\n',
  'page numbers': () => '- 3 -\n某市文件\n',
  clocks: () => '60天',
  motions: () => 'that the report be provided and ',
  'long sentence': () => 'the department of the agency shall submit a plan within 30 days and ',
};

/** How the time to read a text grows with it: `ratio` is that of ten times the text, and should stay below 15. */
export async function bench(run: BenchRun): Promise<void> {
  const length = run.quick ? 500 : 20_000;
  const variants = Object.entries(KINDS).map(([name, words]) => [name, async () => measure(words(), length)] as const);
  await compare(run, 'reader', Object.fromEntries(variants));
}

function measure(words: string, length: number): Sample {
  const [short, long] = [readingMs(words, length), readingMs(words, 10 * length)];
  return { short: [short, 'ms'], long: [long, 'ms'], ratio: [long / short, '×'] };
}

function readingMs(words: string, length: number): number {
  const text = words.repeat(Math.ceil(length / words.length)).slice(0, length);
  const startedAt = performance.now();
  propose(text, { meetingDate: '2022-10-26', calendar: chinaCalendar });
  return performance.now() - startedAt;
}
