import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KEY_BYTES, type KeyRing, keyRingOf, newEncryptionKey } from '#libs/crypto';
import type { Settings } from '../config.ts';

/** The keys cannot be had. The message names the setting and says what to do. */
export class NoSecretsKey extends Error {
  override readonly name = 'NoSecretsKey';
}

export type KeySettings = Pick<Settings, 'secretsKey' | 'secretsKeyFile' | 'dataDir'>;

const OWNER_ONLY = 0o600;
const FORM = `${KEY_BYTES} bytes in base64 (openssl rand -base64 32)`;

/** Where the keys lie: a file with a key a line, the current one first; null when the environment gives them. */
export function keyFileOf({ secretsKey, secretsKeyFile, dataDir }: KeySettings): string | null {
  return secretsKey === undefined ? (secretsKeyFile ?? join(dataDir, 'secrets.key')) : null;
}

/**
 * The keys of SECRETS_KEY, else of SECRETS_KEY_FILE, else of `secrets.key` in the data directory, which the first call
 * makes; several at once get the same one. Throws `NoSecretsKey`.
 */
export async function readKeyRing(settings: KeySettings): Promise<KeyRing> {
  const path = keyFileOf(settings);
  if (path === null) return ringIn(settings.secretsKey ?? '', 'SECRETS_KEY');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !settings.secretsKeyFile) return makeFile(path);
    throw new NoSecretsKey(`SECRETS_KEY_FILE: ${path} cannot be read (${error.message}). ${CURE}`);
  });
  return ringIn(text, `SECRETS_KEY_FILE: ${path}`);
}

const CURE =
  'Name the file with the keys of this deployment, the same for all its servers; a new one is a line made by ' +
  '`openssl rand -base64 32`, which only the server may read.';

/** Puts a new key in front of those of the file, which stay to read what they encrypted. */
export async function addKey(path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const text = `${newEncryptionKey().toString('base64')}\n${(await readFile(path, 'utf8')).trim()}\n`;
  try {
    await writeFile(draft, text, { mode: OWNER_ONLY, flag: 'wx', flush: true });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** What tells whether a file is still the one that was read. */
export async function stampOf(path: string): Promise<string> {
  const { ino, mtimeMs, size } = await stat(path).catch(() => ({ ino: 0, mtimeMs: 0, size: 0 }));
  return `${ino} ${mtimeMs} ${size}`;
}

function ringIn(text: string, where: string): KeyRing {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((key) => Buffer.from(key, 'base64'));
  if (keys.length === 0 || keys.some(({ length }) => length !== KEY_BYTES))
    throw new NoSecretsKey(`${where} does not hold keys of ${FORM}, one a line, the current one first. ${CURE}`);
  return keyRingOf(keys);
}

/** A link cannot replace a file: of several first uses one wins. */
async function makeFile(path: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, `${newEncryptionKey().toString('base64')}\n`, { mode: OWNER_ONLY, flag: 'wx', flush: true });
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new NoSecretsKey(
      `SECRETS_KEY_FILE is unset and ${path} cannot be made (${(error as Error).message}). ${CURE}`,
    );
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
