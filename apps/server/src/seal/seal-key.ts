import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatePrivateKey, signerOf } from '#libs/crypto';
import type { Settings } from '../config.ts';

/** The key that signs seals cannot be had. The message names the setting and says what to do. */
export class NoSealKey extends Error {
  override readonly name = 'NoSealKey';
}

const OWNER_ONLY = 0o600;

/**
 * The private key as PEM, from the file that SEAL_KEY_FILE names. When it is unset, from `seal.key` in the data
 * directory, which the first call makes; several at once get the same one. Throws `NoSealKey`.
 */
export async function readSealKey({
  sealKeyFile,
  dataDir,
}: Pick<Settings, 'sealKeyFile' | 'dataDir'>): Promise<string> {
  const path = sealKeyFile ?? join(dataDir, 'seal.key');
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !sealKeyFile) return makeKey(dataDir, path);
    throw new NoSealKey(`SEAL_KEY_FILE: ${path} cannot be read (${error.message}). ${CURE}`);
  });
  try {
    signerOf('any', pem);
  } catch (error) {
    throw new NoSealKey(`SEAL_KEY_FILE: ${path} holds no Ed25519 private key (${(error as Error).message}). ${CURE}`);
  }
  return pem;
}

const CURE =
  'Name the file with the key of this log, or one made by `openssl genpkey -algorithm ed25519`, ' +
  'and let only the server read it; or leave `seal` out of ROLES.';

/** A link cannot replace a file: of several first starts one wins. */
async function makeKey(dataDir: string, path: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(draft, generatePrivateKey(), { mode: OWNER_ONLY, flag: 'wx', flush: true });
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new NoSealKey(`SEAL_KEY_FILE is unset and ${path} cannot be made (${(error as Error).message}). ${CURE}`);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
