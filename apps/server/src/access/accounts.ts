import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { passwordHash, passwordMatches } from './secrets.ts';

/** After so many wrong passwords in a row an account takes none, not even the right one, for so long (real time). */
export const ATTEMPTS = 5;
const LOCK_MINUTES = 15;

/** How a person signs in with a password. */
@Injectable()
export class Accounts {
  constructor(private readonly database: DataSource) {}

  /**
   * The person whose user name and password these are. Throws `session.wrong`, and the same for an unknown user, a wrong
   * password, a locked account and a disabled person, after the same time.
   */
  async signIn(username: string, password: string): Promise<Id> {
    // The attempt is counted before the password is looked at, so that guesses sent all at once are counted too.
    const [rows]: [{ person_id: Id; password_hash: string }[]] = await this.database.query(
      `UPDATE account a SET
         attempts = CASE WHEN attempts >= $2 THEN 1 ELSE attempts + 1 END,
         locked_until = CASE WHEN attempts + 1 = $2 THEN clock_timestamp() + $3 * interval '1 minute' END
       FROM person p
       WHERE a.username = $1 AND p.id = a.person_id AND p.disabled_at IS NULL
         AND (a.locked_until IS NULL OR a.locked_until <= clock_timestamp())
       RETURNING a.person_id, a.password_hash`,
      [username.trim().toLowerCase(), ATTEMPTS, LOCK_MINUTES],
    );
    const account = rows[0];
    if (!(await passwordMatches(account?.password_hash ?? null, password)) || !account)
      throw new Rejection('session.wrong');
    await this.database.query('UPDATE account SET attempts = 0, locked_until = NULL WHERE person_id = $1', [
      account.person_id,
    ]);
    return account.person_id;
  }

  /**
   * A repeat with the same user name and password changes nothing. Throws `account.exists` when the person has another
   * account, `account.username-taken` when somebody else has the name.
   */
  async open(personId: Id, username: string, password: string): Promise<void> {
    const opened: unknown[] = await this.database.query(
      'INSERT INTO account (person_id, username, password_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1',
      [personId, username, await passwordHash(password)],
    );
    if (opened.length > 0) return;
    const [taken]: ({ person_id: Id; username: string; password_hash: string } | undefined)[] =
      await this.database.query(
        'SELECT * FROM account WHERE person_id = $1 OR username = $2 ORDER BY person_id = $1 DESC',
        [personId, username],
      );
    if (taken?.person_id !== personId) throw new Rejection('account.username-taken', { username });
    const same = taken.username === username && (await passwordMatches(taken.password_hash, password));
    if (!same) throw new Rejection('account.exists');
  }

  /** Throws `session.wrong` when the present password is another one, or there is no account. */
  async changePassword(personId: Id, present: string, next: string): Promise<void> {
    const [account]: ({ username: string } | undefined)[] = await this.database.query(
      'SELECT username FROM account WHERE person_id = $1',
      [personId],
    );
    if (!account) throw new Rejection('session.wrong');
    await this.signIn(account.username, present);
    await this.setPassword(personId, next);
  }

  /** Throws `account.missing` when the person has no account. Unlocks it. */
  async setPassword(personId: Id, password: string): Promise<void> {
    const [, changed]: [unknown, number] = await this.database.query(
      'UPDATE account SET password_hash = $2, attempts = 0, locked_until = NULL WHERE person_id = $1',
      [personId, await passwordHash(password)],
    );
    if (changed === 0) throw new Rejection('account.missing');
  }
}
