import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { CONFIG, type Config } from '../config.ts';
import { passwordHash, passwordMatches } from './secrets.ts';

/** What became of a password: right, or wrong for whatever reason; `locked` is the account that this wrong one has locked. */
export type Checked = { readonly personId: Id } | { readonly personId: null; readonly locked: Id | null };

/** How a person signs in with a password. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Whether somebody has this user name and password. An unknown user, a wrong password, a locked account and a disabled
   * person take the same time. After `SIGN_IN_ATTEMPTS` wrong ones in a row the account is locked for a while.
   */
  async check(username: string, password: string): Promise<Checked> {
    const { attempts, lockMinutes } = this.config.signIn;
    // The attempt is counted before the password is looked at, so that guesses sent all at once are counted too.
    const [rows]: [{ person_id: Id; password_hash: string; is_locked: boolean }[]] = await this.database.query(
      `UPDATE account a SET
         attempts = CASE WHEN attempts >= $2 THEN 1 ELSE attempts + 1 END,
         locked_until = CASE WHEN attempts + 1 = $2 THEN clock_timestamp() + $3 * interval '1 minute' END
       FROM person p
       WHERE a.username = $1 AND p.id = a.person_id AND p.disabled_at IS NULL
         AND (a.locked_until IS NULL OR a.locked_until <= clock_timestamp())
       RETURNING a.person_id, a.password_hash, a.locked_until IS NOT NULL AS is_locked`,
      [username.trim().toLowerCase(), attempts, lockMinutes],
    );
    const account = rows[0];
    if (!(await passwordMatches(account?.password_hash ?? null, password)) || !account)
      return { personId: null, locked: account?.is_locked ? account.person_id : null };
    await this.forgive(account.person_id);
    return { personId: account.person_id };
  }

  /** What is told of a password that was not right, whatever the reason. */
  get wrong(): Rejection {
    const { attempts, lockMinutes } = this.config.signIn;
    return new Rejection('session.wrong', { attempts, minutes: lockMinutes });
  }

  /** Forgets wrong passwords and opens a locked account again. Throws `account.missing` when the person has none. */
  async unlock(personId: Id): Promise<void> {
    if ((await this.forgive(personId)) === 0) throw new Rejection('account.missing');
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

  /** Opens the accounts of a deployment that has none, all or nothing: a user name that was taken meanwhile fails all. */
  async openFirst(accounts: readonly { personId: Id; username: string; password: string }[]): Promise<void> {
    const hashes = await Promise.all(accounts.map(({ password }) => passwordHash(password)));
    await this.database.query(
      `INSERT INTO account (person_id, username, password_hash)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])`,
      [accounts.map(({ personId }) => personId), accounts.map(({ username }) => username), hashes],
    );
  }

  /** Throws `session.wrong` when the present password is another one, or there is no account. Wrong ones count as at sign-in. */
  async changePassword(personId: Id, present: string, next: string): Promise<void> {
    if (!(await this.has(personId)) || !(await this.holds(personId, present))) throw this.wrong;
    await this.setPassword(personId, next);
  }

  /** Whether somebody has this user name here, be they disabled: then no directory is asked for it. */
  async isTaken(username: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query('SELECT FROM account WHERE username = $1', [
      username.trim().toLowerCase(),
    ]);
    return rows.length > 0;
  }

  async has(personId: Id): Promise<boolean> {
    return (await this.usernameOf(personId)) !== null;
  }

  /** Whether this is the person's password, counted as at sign-in; true for whoever has none. */
  async holds(personId: Id, password: string): Promise<boolean> {
    const username = await this.usernameOf(personId);
    return username === null || (await this.check(username, password)).personId === personId;
  }

  /** Throws `account.missing` when the person has no account. Unlocks it. */
  async setPassword(personId: Id, password: string): Promise<void> {
    const [, changed]: [unknown, number] = await this.database.query(
      'UPDATE account SET password_hash = $2, attempts = 0, locked_until = NULL WHERE person_id = $1',
      [personId, await passwordHash(password)],
    );
    if (changed === 0) throw new Rejection('account.missing');
  }

  private async usernameOf(personId: Id): Promise<string | null> {
    const [account]: ({ username: string } | undefined)[] = await this.database.query(
      'SELECT username FROM account WHERE person_id = $1',
      [personId],
    );
    return account?.username ?? null;
  }

  private async forgive(personId: Id): Promise<number> {
    const [, changed]: [unknown, number] = await this.database.query(
      'UPDATE account SET attempts = 0, locked_until = NULL WHERE person_id = $1',
      [personId],
    );
    return changed;
  }
}
