import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import type { BegunAuthenticator } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { CONFIG, type Config } from '../../config.ts';
import { SecretBox } from '../../secrets/secret-box.ts';

const SECRET_BYTES = 20;
const PERIOD_MS = 30_000;

/** What became of a code; `locked`: so many were wrong in a row that none is taken for a while. */
export type CodeChecked = 'right' | 'wrong' | 'locked';

/** A program on a person's phone that makes a code of six digits every half minute (TOTP, RFC 6238). */
@Injectable()
export class Authenticators {
  constructor(
    private readonly database: DataSource,
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A new secret, which replaces one that was not confirmed; null when the person has an authenticator already. */
  async begin(personId: Id, label: string): Promise<BegunAuthenticator | null> {
    const totp = totpOf(new Secret({ size: SECRET_BYTES }), label);
    const begun: unknown[] = await this.database.query(
      `INSERT INTO authenticator (person_id, secret) VALUES ($1, $2)
       ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, attempts = 0, locked_until = NULL
         WHERE authenticator.confirmed_at IS NULL
       RETURNING 1`,
      [personId, await this.box.lock(totp.secret.base32, placeOf(personId))],
    );
    return begun.length === 0 ? null : { secret: totp.secret.base32, address: totp.toString() };
  }

  /** Whether this is its code of now, or of the half minute before or after, and was not used yet. The first right one confirms it. */
  async check(personId: Id, code: string, { unconfirmed = false } = {}): Promise<CodeChecked> {
    const { attempts, lockMinutes } = this.config.signIn;
    // Counted before the code is looked at, so that guesses sent all at once are counted too.
    const [rows]: [{ secret: string; is_locked: boolean }[]] = await this.database.query(
      `UPDATE authenticator SET
         attempts = CASE WHEN attempts >= $2 THEN 1 ELSE attempts + 1 END,
         locked_until = CASE WHEN attempts + 1 = $2 THEN clock_timestamp() + $3 * interval '1 minute' END
       WHERE person_id = $1 AND (confirmed_at IS NULL) = $4 AND (locked_until IS NULL OR locked_until <= clock_timestamp())
       RETURNING secret, locked_until IS NOT NULL AS is_locked`,
      [personId, attempts, lockMinutes, unconfirmed],
    );
    const row = rows[0];
    if (!row) return 'wrong';
    const step = stepOf(Secret.fromBase32(await this.box.unlock(row.secret, placeOf(personId))), code);
    if (step !== null && (await this.take(personId, step))) return 'right';
    return row.is_locked ? 'locked' : 'wrong';
  }

  async since(personId: Id): Promise<Date | null> {
    const [row]: ({ confirmed_at: Date | null } | undefined)[] = await this.database.query(
      'SELECT confirmed_at FROM authenticator WHERE person_id = $1',
      [personId],
    );
    return row?.confirmed_at ?? null;
  }

  /** Takes codes again after too many wrong ones. */
  async unlock(personId: Id): Promise<void> {
    await this.database.query('UPDATE authenticator SET attempts = 0, locked_until = NULL WHERE person_id = $1', [
      personId,
    ]);
  }

  /** A repeat removes nothing more. */
  async remove(personId: Id): Promise<void> {
    await this.database.query('DELETE FROM authenticator WHERE person_id = $1', [personId]);
  }

  /** False when this code, or a newer one, was taken before: of two that show the same one, one is let in. */
  private async take(personId: Id, step: number): Promise<boolean> {
    const [, taken]: [unknown, number] = await this.database.query(
      `UPDATE authenticator SET last_step = $2, attempts = 0, locked_until = NULL,
         confirmed_at = COALESCE(confirmed_at, clock_timestamp())
       WHERE person_id = $1 AND last_step < $2`,
      [personId, step],
    );
    return taken === 1;
  }
}

function placeOf(personId: Id) {
  return { table: 'authenticator', row: personId };
}

function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'Duban', label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_MS / 1000 });
}

/** The half minute that the code is of; null when it is of none near now. */
function stepOf(secret: Secret, code: string): number | null {
  const now = Date.now();
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / PERIOD_MS) + delta;
}
