import { Inject, Injectable } from '@nestjs/common';
import { decryptRecord, encryptRecord, type KeyRing } from '#libs/crypto';
import { CONFIG, type Config } from '../config.ts';
import { type KeySettings, keyFileOf, readKeyRing, stampOf } from './key-file.ts';

/** What is kept cannot be read: by another key than this process has, or it was changed. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

/** A row of a table, which what is encrypted belongs to: moved to another row it is not read. */
export interface Place {
  readonly table: string;
  readonly row: string;
}

/**
 * Keeps addresses of people, and addresses and secrets of destinations, from whoever reads the database or a backup of it.
 * The keys lie outside (`readKeyRing`) and are read anew when their file changes, so that a rotation needs no restart.
 */
@Injectable()
export class SecretBox {
  private known: { readonly stamp: string; readonly ring: Promise<KeyRing> } | undefined;

  constructor(@Inject(CONFIG) private readonly config: KeySettings & Pick<Config, 'encryption'>) {}

  /** The text as a record that names its cipher and its key. */
  async lock(text: string, place: Place): Promise<string> {
    return encryptRecord(await this.ring(), this.config.encryption, text, contextOf(place));
  }

  /** Throws `SecretUnreadable`. */
  async unlock(record: string, place: Place): Promise<string> {
    const ring = await this.ring();
    try {
      return decryptRecord(ring, record, contextOf(place));
    } catch (cause) {
      throw new SecretUnreadable(`What is kept of ${place.table} ${place.row} cannot be read`, { cause });
    }
  }

  /** Throws `NoSecretsKey`. */
  async ring(): Promise<KeyRing> {
    const path = keyFileOf(this.config);
    const stamp = path === null ? '' : await stampOf(path);
    if (this.known?.stamp === stamp) return this.known.ring;
    const ring = readKeyRing(this.config);
    this.known = { stamp, ring };
    // A file that was made by this reading has another stamp by now, and is read once more.
    ring.catch(() => {
      this.known = undefined;
    });
    return ring;
  }
}

function contextOf({ table, row }: Place): string {
  return `${table} ${row}`;
}
