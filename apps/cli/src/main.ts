import { parseArgs } from 'node:util';
import { chinaCalendar, isCivilDate } from '#libs/calendar';
import { LANGUAGES, type Language, translator } from '#libs/messages';
import { propose } from '#libs/readout';
import { runDemo } from './demo/demo.ts';
import { Teller } from './demo/tell.ts';
import { evaluate, UnusableFolder } from './evaluation/evaluate.ts';
import { failuresOf, limitsIn, printEvaluation } from './evaluation/print.ts';
import { EXIT, Exit, type ExitCode } from './exit.ts';
import { OPERATOR_COMMANDS } from './operator.ts';
import { readText } from './read-text.ts';
import { readUnits } from './read-units.ts';
import { printProposals } from './readout.ts';
import { Terminal } from './terminal.ts';
import { Wording } from './wording.ts';

const OPTIONS = {
  'meeting-date': { type: 'string' },
  lang: { type: 'string' },
  title: { type: 'string' },
  units: { type: 'string' },
  min: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const stdout = new Terminal(process.stdout);
const stderr = new Terminal(process.stderr);

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  stderr.line(error instanceof Exit ? error.message : `${error instanceof Error ? error.stack : error}`);
  return error instanceof Exit ? error.code : EXIT.failed;
});

async function run(given: string[]): Promise<ExitCode> {
  const operate = await OPERATOR_COMMANDS[given[0] ?? '']?.();
  if (operate) {
    const words = new Wording(environmentLanguage());
    return operate({ args: given.slice(1), stdout, stderr, words }).catch(async (error: unknown) => {
      throw (await import('./operator/refusal.ts')).refusalOf(error, words);
    });
  }
  const { values, positionals } = parse(given);
  const t = translator(asked(values.lang) ?? environmentLanguage());
  const [noun, ...rest] = positionals;
  if (values.help || noun === 'help') {
    stdout.line(t('cli.help'));
    return EXIT.ok;
  }
  if (noun === 'demo') return demo(rest, values);
  if (noun === 'readout' && rest[0] === 'propose') return proposals(rest.slice(1), values);
  if (noun === 'readout' && rest[0] === 'evaluate') return evaluation(rest.slice(1), values);
  throw new Exit(
    EXIT.usage,
    `${noun === undefined ? '' : `${t('cli.unknown', { command: positionals.join(' ') })}\n\n`}${t('cli.help')}`,
  );
}

type Values = ReturnType<typeof parse>['values'];

async function demo(files: string[], values: Values): Promise<ExitCode> {
  const { text, meetingDate, words } = await readMeeting(files, values);
  const { proposals } = propose(text, { meetingDate, calendar: chinaCalendar });
  if (!proposals.some(({ clock }) => clock?.date)) throw new Exit(EXIT.notFound, words.t('story.error.nothingDated'));
  const teller = new Teller(stdout, words);
  return runDemo({ text, meetingDate, title: values.title ?? null }, words, {
    tell: values.json ? (fact) => stdout.line(JSON.stringify(fact)) : (fact) => teller.tell(fact),
    talk: (line) => stderr.line(line),
  });
}

async function proposals(files: string[], values: Values): Promise<ExitCode> {
  const { text, meetingDate, words } = await readMeeting(files, values);
  const units = await readUnits(values.units, words.t);
  printProposals({ text, meetingDate, units, json: values.json }, words, stdout);
  return EXIT.ok;
}

/** Scores the reader on a folder of texts with gold; 1 when a limit of --min is not met. */
async function evaluation([folder, ...more]: string[], values: Values): Promise<ExitCode> {
  const t = translator(asked(values.lang) ?? environmentLanguage());
  if (folder === undefined || more.length > 0) throw new Exit(EXIT.usage, t('evaluation.oneFolder'));
  const limits = values.min === undefined ? {} : limitsIn(values.min);
  if (limits === null) throw new Exit(EXIT.usage, t('evaluation.badLimits', { limits: values.min }));
  const evaluated = await evaluate(folder).catch((error: unknown) => {
    throw error instanceof UnusableFolder ? new Exit(EXIT.usage, error.message) : error;
  });
  printEvaluation(evaluated, { json: values.json, t, terminal: stdout });
  const failures = failuresOf(evaluated.all, limits);
  if (failures.length === 0) return EXIT.ok;
  const measures = failures.map((measure) => t(`evaluation.${measure}`)).join(', ');
  throw new Exit(EXIT.failed, t('evaluation.below', { measures, limits: values.min }));
}

/** The file and the date that both commands need; everything is told in the text's language unless --lang says else. */
async function readMeeting([file, ...more]: string[], values: Values) {
  const given = asked(values.lang);
  const t = translator(given ?? environmentLanguage());
  const meetingDate = values['meeting-date'];
  if (file === undefined || more.length > 0) throw new Exit(EXIT.usage, t('cli.oneFile'));
  if (meetingDate === undefined) throw new Exit(EXIT.usage, t('cli.noDate'));
  if (!isCivilDate(meetingDate)) throw new Exit(EXIT.usage, t('cli.badDate', { date: meetingDate }));
  const text = await readText(file, t);
  const { language } = propose(text, { meetingDate, calendar: chinaCalendar });
  return { text, meetingDate, words: new Wording(given ?? language) };
}

function parse(given: string[]) {
  try {
    return parseArgs({ args: given, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Exit(EXIT.usage, (error as Error).message);
  }
}

function asked(lang: string | undefined): Language | null {
  if (lang === undefined) return null;
  const language = LANGUAGES.find((known) => known === lang);
  if (!language) throw new Exit(EXIT.usage, translator(environmentLanguage())('cli.badLanguage', { language: lang }));
  return language;
}

/** What the shell is set to; English unless that is Chinese. */
function environmentLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh' : 'en';
}
