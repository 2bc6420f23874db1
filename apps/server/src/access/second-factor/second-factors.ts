import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AskedSecondFactor, ProveSecondFactor } from '#libs/contracts';
import type { Id, Role } from '#libs/directives';
import { CONFIG, type Config } from '../../config.ts';
import { Authenticators, type CodeChecked } from './authenticators.ts';
import { HalfSignIns } from './half-sign-ins.ts';
import { Passkeys } from './passkeys.ts';
import { RecoveryCodes } from './recovery-codes.ts';

const CODE = /^\d{6}$/;

/** What people show besides a password, and who must. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: DataSource,
    private readonly authenticators: Authenticators,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly passkeys: Passkeys,
    private readonly halves: HalfSignIns,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whether somebody with these roles may do nothing until they have shown one. */
  mustHave(roles: readonly Role[]): boolean {
    return roles.some((role) => this.config.signIn.secondFactorFor.has(role));
  }

  async has(personId: Id): Promise<boolean> {
    const [row]: { has: boolean }[] = await this.database.query(
      `SELECT EXISTS (SELECT FROM authenticator WHERE person_id = $1 AND confirmed_at IS NOT NULL)
           OR EXISTS (SELECT FROM passkey WHERE person_id = $1) AS has`,
      [personId],
    );
    return row?.has ?? false;
  }

  /** What may be shown to go on with a sign-in; each time with another challenge for keys. Null when none is under way. */
  async ask(half: string, origin: string): Promise<AskedSecondFactor | null> {
    const personId = await this.halves.find(half);
    if (personId === null) return null;
    const passkey = await this.passkeys.ask(personId, origin);
    if (passkey) await this.halves.challenge(half, passkey.challenge);
    const code = (await this.authenticators.since(personId)) !== null;
    return { code, recoveryCode: (await this.recoveryCodes.left(personId)) > 0, passkey: passkey && { ...passkey } };
  }

  /** Whether what is shown is theirs. A challenge is good for one answer, a code for one sign-in. */
  async check(personId: Id, shown: ProveSecondFactor, challenge: string | null, origin: string): Promise<CodeChecked> {
    if ('passkey' in shown) {
      const isTheirs = challenge !== null && (await this.passkeys.check(personId, shown.passkey, challenge, origin));
      return isTheirs ? 'right' : 'wrong';
    }
    const code = shown.code.replace(/\s/g, '');
    if (CODE.test(code)) return this.authenticators.check(personId, code);
    return (await this.recoveryCodes.use(personId, code)) ? 'right' : 'wrong';
  }

  /** Recovery codes for whoever has just got a first factor; none for others, who have theirs. */
  async codesForFirst(personId: Id): Promise<string[]> {
    return (await this.recoveryCodes.left(personId)) > 0 ? [] : this.recoveryCodes.renew(personId);
  }

  /** Recovery codes alone are no factor. */
  async dropCodesWithoutFactor(personId: Id): Promise<void> {
    if (!(await this.has(personId))) await this.recoveryCodes.removeAll(personId);
  }

  /** For whoever has lost theirs. */
  async removeAll(personId: Id): Promise<void> {
    await this.authenticators.remove(personId);
    await this.passkeys.removeAll(personId);
    await this.recoveryCodes.removeAll(personId);
  }
}
