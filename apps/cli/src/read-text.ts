import { readFile, stat } from 'node:fs/promises';
import type { TFunction } from 'i18next';
import { EXIT, Exit } from './exit.ts';

/** A readout is some thousand characters; a file of more is another file. */
const LIMIT_BYTES = 1_000_000;

/** Reads a file of text. Throws `Exit` 2 when it is missing, no file, too big, binary, not UTF-8 or without a word. */
export async function readText(file: string, t: TFunction): Promise<string> {
  const wrong = (message: string) => new Exit(EXIT.usage, message);
  const bytes = await stat(file)
    .then((stats) => {
      if (!stats.isFile()) throw wrong(t('cli.notAFile', { file }));
      if (stats.size > LIMIT_BYTES) {
        throw wrong(t('cli.tooBig', { file, size: stats.size, limit: LIMIT_BYTES }));
      }
      return readFile(file);
    })
    .catch((error: NodeJS.ErrnoException) => {
      if (error instanceof Exit) throw error;
      if (error.code === 'ENOENT') throw wrong(t('cli.missing', { file }));
      throw wrong(t('cli.unreadable', { file, reason: error.message }));
    });
  const text = decode(bytes);
  if (text === null) throw wrong(t('cli.binary', { file }));
  if (text.trim() === '') throw wrong(t('cli.empty', { file }));
  return text;
}

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
