import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { decrypt, encrypt, newEncryptionKey } from '#libs/crypto';
import { CONFIG, type Config } from '../config.ts';
import { Undelivered } from './undelivered.ts';

const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;

/**
 * Keeps addresses and secrets of destinations from whoever reads the database or a backup of it. The key is the file
 * SECRETS_KEY_FILE, or `secrets.key` in the data directory, which the first use makes; several at once get the same one.
 */
@Injectable()
export class SecretBox {
  private known: Promise<Buffer> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async lock(text: string): Promise<string> {
    return encrypt(await this.key(), text);
  }

  /** Throws `Undelivered`, to be tried again: with another key the process cannot read it, and another process may. */
  async unlock(locked: string): Promise<string> {
    try {
      return decrypt(await this.key(), locked);
    } catch (cause) {
      throw new Undelivered('secret-unreadable', { cause });
    }
  }

  private key(): Promise<Buffer> {
    this.known ??= readKey(this.config).catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }
}

async function readKey({ secretsKeyFile, dataDir }: Config): Promise<Buffer> {
  const path = secretsKeyFile ?? join(dataDir, 'secrets.key');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !secretsKeyFile) return makeKey(dataDir, path);
    throw new Error(`SECRETS_KEY_FILE: ${path} cannot be read (${error.message})`);
  });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new Error(`SECRETS_KEY_FILE: ${path} does not hold ${KEY_BYTES} bytes in base64 (openssl rand -base64 32)`);
  return key;
}

/** A link cannot replace a file: of several first uses one wins. */
async function makeKey(dataDir: string, path: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(draft, newEncryptionKey().toString('base64'), { mode: OWNER_ONLY, flag: 'wx', flush: true });
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return await readFile(path, 'utf8');
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
