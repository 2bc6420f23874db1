import type { keep as zh } from '../zh/keep.ts';

export const keep: typeof zh = {
  usage: {
    backup: 'Name the file to write: duban backup duban-2026-11-23.backup',
    restore: 'Name the backup: duban restore duban-2026-11-23.backup [--replace]',
  },
  phase: {
    writing: 'writing',
    verifying: 'reading it back',
    loading: 'loading',
    comparing: 'comparing row for row',
    replaying: 'comparing with the log',
  },
  backedUp:
    '{{file}} holds {{rows}} rows of {{tables}} tables, up to position {{head}} of the log. It was read back and is whole. Keep it where the machine’s loss does not reach; it contains password hashes.',
  restored:
    'The database at {{place}} is now what it was on {{madeAt}}: {{rows}} rows, up to position {{head}} of the log.',
  kept: 'What was there before is kept in the database {{kept}} until the next restore.',
  wrong:
    'These projections are not what the log says, and were not when the backup was made: {{names}}. Start the server, then run duban projections rebuild {{names}}.',
  held: 'Nothing is sent outside until an auditor decides, because this database does not know what was sent since. Start the server; see “Keeping it” in the README.',
  refused: {
    fileExists: '{{file}} exists already and is not overwritten. Choose another name.',
    missing: 'There is no file {{file}}.',
    damaged:
      '{{file}} is no whole backup of Duban: it is something else, damaged, or cut off. Nothing was changed; use another copy.',
    newerFormat:
      '{{file}} has format {{format}}, and this Duban reads formats up to {{known}}. Nothing was changed; use the Duban that made it, or a newer one.',
    newerDuban:
      '{{file}} was made by Duban {{version}}, whose tables this one does not know ({{migration}}). Nothing was changed; use that version or a newer one.',
    otherMode:
      '{{file}} holds data of mode “{{mode}}”, and this deployment is set to “{{ours}}”. Nothing was changed; set DUBAN_MODE={{mode}} to restore it.',
    otherTables:
      '{{file}} has a table {{table}} that does not fit the tables which its migrations make here. The data that was there is as it was; use the Duban that made the backup.',
    notTheSame:
      'The table {{table}} does not give back what was loaded into it. The data that was there is as it was; check the disk and try again.',
    gap: 'The log in this backup has a gap. The data that was there is as it was; use another backup.',
    holdsData:
      'The database at {{place}} holds data. Nothing was changed. Make a backup of it, then say --replace to put the backup in its place; it is then kept beside until the next restore.',
    inUse:
      'Somebody is connected to the database {{database}} ({{who}}). Stop every server and tool that uses it, then try again; the data is as it was.',
    otherRestore: 'Another restore of the database {{database}} is at work. Wait for its end.',
    mayNotCreate:
      'The login {{login}} may not make databases, which a restore needs: it loads into a new one beside. Let an administrator run ALTER ROLE {{login}} CREATEDB, or set DATABASE_OWNER_URL to a login that may.',
    longName:
      'The name of the database, {{database}}, is longer than {{most}} bytes, so that there is no room for names beside it. Rename it first.',
  },
};
