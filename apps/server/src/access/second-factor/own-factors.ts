import { Injectable } from '@nestjs/common';
import type { AddPasskey, BegunAuthenticator, BegunPasskey, OwnSecondFactors } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { Accounts } from '../accounts.ts';
import { Audit } from '../audit.ts';
import { type Identity, Sessions } from '../sessions.ts';
import { Authenticators } from './authenticators.ts';
import { Passkeys } from './passkeys.ts';
import { RecoveryCodes } from './recovery-codes.ts';
import { SecondFactors } from './second-factors.ts';

/** A factor was added: the session goes on under another secret. */
interface Added {
  readonly session: string;
  /** Empty when the person has theirs already. */
  readonly codes: string[];
}

/**
 * A person's changes to their own second factors, all audited. Whoever has a password shows it (`session.password-wrong`,
 * and wrong ones count as at sign-in), so that an open browser is not enough.
 */
@Injectable()
export class OwnFactors {
  constructor(
    private readonly accounts: Accounts,
    private readonly authenticators: Authenticators,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly passkeys: Passkeys,
    private readonly factors: SecondFactors,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  async list(personId: Id): Promise<Omit<OwnSecondFactors, 'passkeyOrigin'>> {
    return {
      authenticatorSince: (await this.authenticators.since(personId))?.toISOString() ?? null,
      passkeys: await this.passkeys.list(personId),
      recoveryCodesLeft: await this.recoveryCodes.left(personId),
      hasPassword: await this.accounts.has(personId),
    };
  }

  /** Throws `second-factor.exists`. */
  async beginAuthenticator({ person, username }: Identity, present: string): Promise<BegunAuthenticator> {
    await this.confirm(person.id, present);
    const begun = await this.authenticators.begin(person.id, username ?? person.name);
    if (!begun) throw new Rejection('second-factor.exists');
    return begun;
  }

  /** Throws `second-factor.not-confirmed`. */
  async confirmAuthenticator({ person }: Identity, code: string, session: string, traceId: string): Promise<Added> {
    const checked = await this.authenticators.check(person.id, code, { unconfirmed: true });
    if (checked !== 'right') throw new Rejection('second-factor.not-confirmed');
    return this.added(person.id, 'authenticator', session, traceId);
  }

  async removeAuthenticator({ person }: Identity, present: string, traceId: string): Promise<void> {
    await this.confirm(person.id, present);
    await this.authenticators.remove(person.id);
    await this.removed(person.id, 'authenticator', traceId);
  }

  /** Throws `second-factor.too-many`. */
  async beginPasskey({ person, username }: Identity, present: string, session: string, origin: string) {
    await this.confirm(person.id, present);
    const { id, name } = person;
    const options = await this.passkeys.begin(id, { name, username: username ?? name }, origin);
    if (!options) throw new Rejection('second-factor.too-many');
    await this.sessions.exchangeChallenge(session, options.challenge);
    return { ...options } as BegunPasskey['options'];
  }

  /** Throws `second-factor.not-confirmed`. */
  async addPasskey(
    { person }: Identity,
    { name, passkey }: AddPasskey,
    { session, origin, traceId }: { session: string; origin: string; traceId: string },
  ): Promise<Added> {
    const challenge = await this.sessions.exchangeChallenge(session, null);
    const isAdded = challenge !== null && (await this.passkeys.add(person.id, name, passkey, challenge, origin));
    if (!isAdded) throw new Rejection('second-factor.not-confirmed');
    return this.added(person.id, 'passkey', session, traceId);
  }

  /** Throws `item.not-found`. */
  async removePasskey({ person }: Identity, id: Id, present: string, traceId: string): Promise<void> {
    await this.confirm(person.id, present);
    if (!(await this.passkeys.remove(person.id, id))) throw new Rejection('item.not-found');
    await this.removed(person.id, 'passkey', traceId);
  }

  /** Throws `second-factor.not-confirmed` when there is no factor that they could stand in for. */
  async renewCodes({ person }: Identity, present: string, traceId: string): Promise<string[]> {
    await this.confirm(person.id, present);
    if (!(await this.factors.has(person.id))) throw new Rejection('second-factor.not-confirmed');
    await this.audit.record('recovery-codes-renewed', { personId: person.id, traceId });
    return this.recoveryCodes.renew(person.id);
  }

  private async confirm(personId: Id, present: string): Promise<void> {
    if (!(await this.accounts.holds(personId, present))) throw new Rejection('session.password-wrong');
  }

  private async added(personId: Id, subject: string, session: string, traceId: string): Promise<Added> {
    await this.audit.record('second-factor-added', { personId, subject, traceId });
    const codes = await this.factors.codesForFirst(personId);
    return { codes, session: await this.sessions.strengthen(personId, session) };
  }

  private async removed(personId: Id, subject: string, traceId: string): Promise<void> {
    await this.audit.record('second-factor-removed', { personId, subject, traceId });
    await this.factors.dropCodesWithoutFactor(personId);
    if (!(await this.factors.has(personId))) await this.sessions.weaken(personId);
  }
}
