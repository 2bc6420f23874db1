import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCivilDate } from '#libs/calendar';
import { type ProposalRule, propose } from '#libs/readout';
import { Gold } from './gold.ts';
import { type Miss, type Score, scoreOf, sumOf } from './score.ts';

/** How the reader did on one text of a folder. */
export interface Evaluated {
  readonly name: string;
  readonly score: Score;
  readonly misses: readonly Miss[];
  readonly rules: readonly ProposalRule[];
}

export interface Evaluation {
  readonly texts: readonly Evaluated[];
  readonly all: Score;
}

/** A folder that cannot be scored; the message says what to do. */
export class UnusableFolder extends Error {}

/** Scores every `NN.txt` of a folder against its `NN.gold.json`, in the order of their names. Throws UnusableFolder. */
export async function evaluate(folder: string): Promise<Evaluation> {
  const files = await readdir(folder).catch(() => []);
  const names = files
    .flatMap((file) => (file.endsWith('.gold.json') ? [file.slice(0, -'.gold.json'.length)] : []))
    .sort();
  if (names.length === 0) throw new UnusableFolder(`${folder} holds no NN.gold.json; each text NN.txt needs one.`);
  const texts: Evaluated[] = [];
  for (const name of names) {
    const gold = await goldOf(join(folder, `${name}.gold.json`));
    const meetingDate = gold.meeting_date ?? gold.assumed_reference_date ?? '';
    if (!isCivilDate(meetingDate))
      throw new UnusableFolder(`${name}.gold.json gives no meeting_date such as 2022-10-26.`);
    const text = await readFile(join(folder, `${name}.txt`), 'utf8').catch(() => {
      throw new UnusableFolder(`${name}.gold.json has no ${name}.txt beside it.`);
    });
    const proposed = propose(text, { meetingDate });
    texts.push({ name, ...scoreOf(gold, proposed), rules: proposed.proposals.map(({ rule }) => rule) });
  }
  return { texts, all: sumOf(texts.map(({ score }) => score)) };
}

async function goldOf(file: string): Promise<Gold> {
  const parsed = Gold.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new UnusableFolder(
    `${file}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
  );
}
