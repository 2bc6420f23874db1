import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { TFunction } from 'i18next';
import { DocumentRefused, extractText, FILE_LIMIT_BYTES } from '#libs/documents';
import { EXIT, Exit } from './exit.ts';

/** Reads the text of a readout from a file: .txt, .md, .docx, .pdf, .html. Throws `Exit` 2 when it is missing, no file, or cannot be read. */
export async function readText(file: string, t: TFunction): Promise<string> {
  const wrong = (message: string) => new Exit(EXIT.usage, message);
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw wrong(t('cli.notAFile', { file }));
    if (stats.size > FILE_LIMIT_BYTES)
      throw new DocumentRefused('document.too-large', { bytes: stats.size, limit: FILE_LIMIT_BYTES });
    return (await extractText(await readFile(file), basename(file))).text;
  } catch (error) {
    if (error instanceof Exit) throw error;
    if (error instanceof DocumentRefused)
      throw wrong(t('cli.refused', { file, why: t(`problems.details.${error.code}`, error.params) }));
    const { code, message } = error as NodeJS.ErrnoException;
    throw wrong(code === 'ENOENT' ? t('cli.missing', { file }) : t('cli.unreadable', { file, reason: message }));
  }
}
