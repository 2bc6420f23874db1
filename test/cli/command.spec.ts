import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duban, ROOT } from './duban.ts';

const DATE = ['--meeting-date', '2022-10-26'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** A folder with the files that begin so, which are scored in a moment. */
async function someOf(source: string, beginnings: readonly string[]): Promise<string> {
  const target = join(folder, 'some');
  const filter = (path: string) => path === source || beginnings.some((one) => basename(path).startsWith(one));
  await cp(source, target, { recursive: true, filter });
  return target;
}

describe('duban', () => {
  it('shows examples first when asked for help', async () => {
    const { code, stdout } = await duban(['--help']);
    expect({ code, first: stdout.split('\n')[0] }).toEqual({ code: 0, first: 'Examples:' });
  });

  it.each([
    ['no command', [], 'Examples:'],
    ['an unknown command', ['dance'], 'There is no command “dance”'],
    ['an unknown option', ['demo', '--fast'], "'--fast'"],
    ['no file', ['demo', ...DATE], 'Name one file'],
    ['two files', ['demo', 'a.txt', 'b.txt', ...DATE], 'Name one file'],
    ['no date', ['demo', 'a.txt'], '--meeting-date'],
    ['a day that does not exist', ['demo', 'a.txt', '--meeting-date', '2022-02-30'], '2022-02-30'],
    ['another language', ['demo', 'a.txt', ...DATE, '--lang', 'fr'], '“fr”'],
  ])('refuses %s with 2', async (_, args, said) => {
    const { code, stdout, stderr } = await duban(args);
    expect(stderr).toContain(said);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('a file that cannot be read as a text', () => {
  const refused = async (path: string, said: string) => {
    const { code, stdout, stderr } = await duban(['demo', path, ...DATE]);
    expect(stderr).toContain(said);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  };

  it('is refused when it is not there', () => refused(join(folder, 'none.txt'), 'There is no file'));
  it('is refused when it is empty', async () => refused(await file('empty.txt', ' \n\t\n'), 'no text'));
  it('is refused when its encoding is not certain', async () =>
    refused(await file('gbk.txt', Uint8Array.of(0xc6, 0xe4)), 'UTF-8'));
  it('is refused when it is binary', async () => refused(await file('binary.txt', 'a\0b'), 'UTF-8'));
  it('is refused when it has 5 MB', async () =>
    refused(await file('big.txt', 'fight for 60 days. '.repeat(263_000)), 'more than'));
  it('is refused when it is a folder', async () => {
    await mkdir(join(folder, 'folder'), { recursive: true });
    await refused(join(folder, 'folder'), 'not a file');
  });
});

describe('a text that names no date', () => {
  it('ends the demo with 3 before anything is started, and says what to try', async () => {
    const { code, stderr } = await duban(['demo', await file('undated.txt', 'All units should work hard.'), ...DATE]);
    expect(code).toBe(3);
    expect(stderr).toContain('the fourth quarter');
  });
});

describe('duban readout propose', () => {
  const sample = (language: string) => join(ROOT, `docs/samples/readout.${language}.txt`);

  it.each([
    ['zh', '奋战60天', '决战四季度'],
    ['en', 'fight for 60 days', 'strive for the fourth quarter'],
  ])('finds the two pushes of the %s sample, with exact quotes and default dates', async (language, ...quotes) => {
    const { code, stdout } = await duban(['readout', 'propose', sample(language), ...DATE, '--json']);
    const { proposals } = JSON.parse(stdout);
    const dated = proposals.filter(({ clock }: { clock: unknown }) => clock !== null);
    expect(code).toBe(0);
    expect(dated.map(({ quote }: { quote: string }) => quote)).toEqual(quotes);
    expect(dated.map(({ clock }: { clock: { readings: { date: string }[] } }) => clock.readings[0]?.date)).toEqual([
      '2022-12-25',
      '2022-12-31',
    ]);
  });

  it('says the same in words, in the language of the text', async () => {
    const { stdout } = await duban(['readout', 'propose', sample('zh'), ...DATE]);
    expect(stdout).toContain('取 2022-12-25 周日');
    expect(stdout).toContain('亦可 2023-01-19 周四');
  });

  it('matches the units of a file, and classes what it does not propose', async () => {
    const units = await file('units.txt', '市发展和改革委员会\n市财政局\t财政局\n');
    const text = await file('told.txt', '形势总体平稳。市发改委要在11月底前报送清单。');
    const { stdout } = await duban(['readout', 'propose', text, ...DATE, '--json', '--units', units]);
    const { language, meetingDate, proposals, other } = JSON.parse(stdout);
    expect({ language, meetingDate }).toEqual({ language: 'zh', meetingDate: '2022-10-26' });
    expect(proposals).toMatchObject([
      {
        ...{ quote: '市发改委要在11月底前报送清单', start: 7, end: 22, title: '报送清单', rule: 'limit' },
        ...{ leadUnit: '市发改委', coUnits: [], knownUnits: [{ name: '市发展和改革委员会' }], recurrence: null },
        clock: { expression: '11月底前', date: '2022-11-30' },
      },
    ]);
    expect(other).toEqual([{ quote: '形势总体平稳。', start: 0, end: 7, class: 'assessment' }]);
  });
});

describe('duban readout evaluate', () => {
  let texts: string;
  beforeAll(async () => {
    texts = await someOf(join(ROOT, 'test/readouts/texts'), ['01-', '03-', '30-']);
  });

  it('scores a folder, and ends with 1 when short of a limit', async () => {
    const { code, stdout } = await duban(['readout', 'evaluate', texts, '--json', '--min', 'recall=0.5']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      name: 'all',
      recall: { share: expect.any(Number) },
    });
    const strict = await duban(['readout', 'evaluate', texts, '--min', 'expressions=1']);
    expect(strict).toMatchObject({ code: 1, stderr: 'Short of --min expressions=1: deadline words.\n' });
  });

  it.each([
    ['no folder', [], 'Name one folder'],
    ['a folder without gold', ['.'], 'NN.gold.json'],
    ['limits of another form', ['test/readouts/texts', '--min', 'recall'], '--min is written as'],
  ])('refuses %s with 2', async (_, args, said) => {
    const { code, stderr } = await duban(['readout', 'evaluate', ...args]);
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });
});
