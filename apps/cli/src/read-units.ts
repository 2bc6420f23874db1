import { readFile } from 'node:fs/promises';
import type { TFunction } from 'i18next';
import type { KnownUnit } from '#libs/readout';
import { EXIT, Exit } from './exit.ts';

/** The units of a file: one to a line, its name first and other names of it behind tabs. Throws `Exit` 2 when it cannot be read. */
export async function readUnits(file: string | undefined, t: TFunction): Promise<KnownUnit[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Exit(
      EXIT.usage,
      error.code === 'ENOENT' ? t('cli.missing', { file }) : t('cli.unreadable', { file, reason: error.message }),
    );
  });
  return text.split(/\r?\n/).flatMap((line) => {
    const [name, ...aliases] = line.split('\t').map((part) => part.trim());
    return name ? [{ name, aliases: aliases.filter((alias) => alias !== '') }] : [];
  });
}
