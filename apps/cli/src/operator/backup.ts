import { parseArgs } from 'node:util';
import { type BackupProgress, backUp } from '../../../server/src/operations/backup/back-up.ts';
import type { BackupContent } from '../../../server/src/operations/backup/read-backup.ts';
import { Refused } from '../../../server/src/operations/backup/refused.ts';
import { restore as restoreBackup } from '../../../server/src/operations/backup/restore.ts';
import { withDeployment } from '../../../server/src/operations/deployment.ts';
import { EXIT, Exit, type ExitCode } from '../exit.ts';
import type { OperatorCall } from '../operator.ts';
import { progressOn } from './progress.ts';

/** `duban backup FILE`: writes all that the deployment holds into a new file, while the server runs or not. */
export async function backup({ args, stdout, stderr, words: { t } }: OperatorCall): Promise<ExitCode> {
  const { file } = parse(args, {}, t('keep.usage.backup'));
  const { header, tables } = await withTold({ stderr, t }, (progress) =>
    withDeployment(({ config }) => backUp(config.databaseOwnerUrl, file, progress)),
  );
  stdout.line(t('keep.backedUp', { file, head: header.head, tables: tables.length, rows: rowsIn(tables) }));
  return EXIT.ok;
}

/** `duban restore FILE [--replace]`: puts a backup in place of what the deployment holds. No server may be running. */
export async function restore({ args, stdout, stderr, words: { t } }: OperatorCall): Promise<ExitCode> {
  const { file, replace } = parse(args, { replace: { type: 'boolean' } }, t('keep.usage.restore'));
  const { content, place, kept, wrong } = await withTold({ stderr, t }, (progress) =>
    restoreBackup({ file, replace, progress }),
  );
  const { madeAt, head } = content.header;
  stdout.line(t('keep.restored', { place, madeAt, head, rows: rowsIn(content.tables) }));
  if (kept !== null) stdout.line(t('keep.kept', { kept }));
  if (wrong.length > 0) stdout.line(t('keep.wrong', { names: wrong.join(' ') }));
  stdout.line(t('keep.held'));
  return EXIT.ok;
}

function parse(args: string[], options: { replace?: { type: 'boolean' } }, usage: string) {
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file !== undefined && more.length === 0) return { file, replace: 'replace' in values };
  } catch {
    // An unknown option; the usage says which there are.
  }
  throw new Exit(EXIT.usage, usage);
}

async function withTold<T>(
  { stderr, t }: Pick<OperatorCall, 'stderr'> & Pick<OperatorCall['words'], 't'>,
  work: (progress: (progress: BackupProgress) => void) => Promise<T>,
): Promise<T> {
  const show = progressOn(stderr);
  try {
    return await work(({ phase, fraction }) => show(t(`keep.phase.${phase}`), fraction));
  } catch (error) {
    if (error instanceof Refused) throw new Exit(EXIT.failed, t(`keep.refused.${error.reason}`, error.params));
    throw error;
  } finally {
    stderr.overwrite('');
  }
}

function rowsIn(tables: BackupContent['tables']): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}
