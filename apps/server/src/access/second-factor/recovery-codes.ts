import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import { secretHash } from '../secrets.ts';

const CODES = 10;
/** Without letters that look like others (Crockford). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** Codes on paper for the day on which the phone is lost: each of 80 random bits, kept as a digest, used once. */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly database: DataSource) {}

  /** New ones; the old ones are worth nothing then. The answer is the only place where they are ever seen. */
  async renew(personId: Id): Promise<string[]> {
    const codes = Array.from({ length: CODES }, newCode);
    await this.database.transaction(async (transaction) => {
      await transaction.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
      await transaction.query('INSERT INTO recovery_code (code_hash, person_id) SELECT unnest($1::text[]), $2', [
        codes.map((code) => secretHash(plainly(code))),
        personId,
      ]);
    });
    return codes;
  }

  /** Uses one up; false when the person has no such code left. */
  async use(personId: Id, code: string): Promise<boolean> {
    const [, used]: [unknown, number] = await this.database.query(
      'UPDATE recovery_code SET used_at = clock_timestamp() WHERE code_hash = $1 AND person_id = $2 AND used_at IS NULL',
      [secretHash(plainly(code)), personId],
    );
    return used === 1;
  }

  async left(personId: Id): Promise<number> {
    const [row]: { left: number }[] = await this.database.query(
      'SELECT count(*)::integer AS left FROM recovery_code WHERE person_id = $1 AND used_at IS NULL',
      [personId],
    );
    return row?.left ?? 0;
  }

  async removeAll(personId: Id): Promise<void> {
    await this.database.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
  }
}

/** `7QXK-03FD-…` */
function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

function plainly(code: string): string {
  return code.toUpperCase().replace(/[^0-9A-Z]/g, '');
}
