import type { cli as zh } from '../zh/cli.ts';

export const cli: typeof zh = {
  help: `Examples:
  duban demo docs/samples/readout.en.txt --meeting-date 2022-10-26
  duban readout propose readout.txt --meeting-date 2022-10-26 --json

Commands:
  demo FILE --meeting-date YYYY-MM-DD      tell the whole story of a readout: proposals, numbers, tasks, work, reminders
  readout propose FILE --meeting-date …    only propose directives; nothing is stored, no server is needed
                                           FILE: .docx, .pdf with text, .txt, .md or a saved .html page
  readout evaluate DIR [--min LIMITS]      score the reader on NN.txt with NN.gold.json; 1 when short of the limits
  backup FILE                              write all data to a new file, while the server runs or not
  restore FILE [--replace]                 put a backup in place of the data; the server must be stopped
  projections list|rebuild|verify          what follows from the log: how it stands, made anew, compared with a replay
  keys list|rotate|give-up                 the keys of addresses and secrets: which there are, a new one, what none can read removed
  migrate                                  bring the database to the shape of this version
  seal [--anew]                            seal new events now; --anew begins a new series of seals
  verify [--key KEY] [--seals FILE]…       hold the whole log against its seals and name the first event that is not as sealed
  prove ITEM [--out FILE]                  write the proof for a task or directive, which docs/verify checks offline

Options:
  --meeting-date YYYY-MM-DD   date of the meeting; the year is never guessed
  --lang zh|en                language of the output, the text's own by default
  --title TITLE               title of the meeting, the text's first line by default (demo)
  --units FILE                units to match, one to a line, other names behind tabs (readout propose)
  --min recall=0.95,traps=0.05
                              the least of each measure, of traps the most (readout evaluate)
  --json                      print JSON (demo: a line for each fact)
  -h, --help                  this help

Exit codes: 0 ok · 1 failed, or the story is not true · 2 wrong usage, settings or file · 3 nothing with a date was found`,
  migrated:
    'The database at {{place}} has the shape of this version; the position of its newest event is {{position}}.',
  notOpened: {
    away: 'The database at {{place}} does not answer ({{why}}). Start it, or correct DATABASE_URL; nothing was changed.',
    login:
      'The database at {{place}} refuses the login ({{why}}). Correct the user and the password in DATABASE_URL and DATABASE_OWNER_URL.',
    missing: 'The server at {{place}} has no such database ({{why}}). Create it, or correct DATABASE_URL.',
    rights:
      'The login at {{place}} may not do what is needed ({{why}}). Give DATABASE_OWNER_URL a login that owns the database.',
    other: '{{why}}',
  },
  takesNothing: '{{command}} takes no arguments.',
  unknown: 'There is no command “{{command}}”.',
  oneFile: 'Name one file with the text of the readout: duban demo readout.txt --meeting-date 2022-10-26',
  noDate: 'Give the date of the meeting with --meeting-date YYYY-MM-DD; the year is never guessed.',
  badDate: 'The date of the meeting, “{{date}}”, is no date such as 2022-10-26.',
  badLanguage: '--lang must be zh or en, not “{{language}}”.',
  missing: 'There is no file {{file}}.',
  notAFile: '{{file}} is not a file.',
  unreadable: '{{file}} cannot be read: {{reason}}',
  refused: '{{file}} cannot be read. {{why}}',
};
