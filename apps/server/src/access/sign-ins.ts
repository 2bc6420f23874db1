import { Injectable } from '@nestjs/common';
import type { ProveSecondFactor, SignIn } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { Accounts } from './accounts.ts';
import { Audit } from './audit.ts';
import { LDAP, LdapSignIns } from './ldap/ldap-sign-ins.ts';
import { HalfSignIns } from './second-factor/half-sign-ins.ts';
import { SecondFactors } from './second-factor/second-factors.ts';
import { type Proof, Sessions, type SignInFrom } from './sessions.ts';

/** A request to come in: from where, the session its browser shows already, and the request's id. */
export interface Coming extends SignInFrom {
  readonly session: string | null;
  readonly traceId: string;
}

/** How far somebody came: into a session, or to where a second factor is asked for; each with the secret for its cookie. */
export type Come = { readonly session: string } | { readonly half: string };

const BY_PASSWORD: Proof = { provider: null, isStrong: false };

/** The way in: who somebody is, and what is written down of it. */
@Injectable()
export class SignIns {
  constructor(
    private readonly accounts: Accounts,
    private readonly ldap: LdapSignIns,
    private readonly factors: SecondFactors,
    private readonly halves: HalfSignIns,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /**
   * The person whose user name and password these are, here or, for a name that no account has, in the directory. Throws
   * `session.wrong` and `session.provider-away`; failures and locks are audited.
   */
  async byPassword(given: SignIn, { traceId }: Coming): Promise<{ readonly personId: Id; readonly proof: Proof }> {
    const { username, password } = given;
    const checked = await this.accounts.check(username, password);
    if (checked.personId !== null) return { personId: checked.personId, proof: BY_PASSWORD };
    if (!(await this.accounts.isTaken(username))) {
      const personId = await this.ldap.find(given, traceId);
      if (personId !== null) return { personId, proof: { provider: LDAP, isStrong: false } };
    }
    await this.audit.record('sign-in-failed', { subject: username, traceId });
    if (checked.locked !== null) await this.audit.record('account-locked', { subject: checked.locked, traceId });
    throw this.accounts.wrong;
  }

  /** Lets in somebody who has shown who they are, or asks whoever has a second factor for it. */
  async goOn(personId: Id, coming: Coming, { provider, isStrong }: Proof = BY_PASSWORD): Promise<Come> {
    if (!isStrong && (await this.factors.has(personId))) return { half: await this.halves.begin(personId, provider) };
    return { session: await this.start(personId, coming, { provider, isStrong }) };
  }

  /**
   * Finishes a sign-in with its second factor. Throws `session.none-begun` and `session.code-wrong`, after which another
   * may be tried, up to five times; failures and locks are audited.
   */
  async finish(half: string, shown: ProveSecondFactor, origin: string, coming: Coming): Promise<string> {
    const { traceId } = coming;
    const begun = await this.halves.attempt(half);
    if (!begun) throw new Rejection('session.none-begun');
    const { personId, provider, challenge } = begun;
    const checked = await this.factors.check(personId, shown, challenge, origin);
    if (checked !== 'right') {
      await this.audit.record('sign-in-failed', { personId, traceId });
      if (checked === 'locked') await this.audit.record('account-locked', { subject: personId, traceId });
      throw new Rejection('session.code-wrong');
    }
    if (!(await this.halves.end(half))) throw new Rejection('session.none-begun');
    return this.start(personId, coming, { provider, isStrong: true });
  }

  /**
   * Begins a session under a new secret and answers with it. The one that the browser showed ends, so that nobody who
   * knew that goes on in this one.
   */
  private async start(personId: Id, coming: Coming, proof: Proof): Promise<string> {
    if (coming.session !== null) await this.sessions.end(coming.session);
    await this.audit.record('signed-in', { personId, traceId: coming.traceId });
    return this.sessions.start(personId, coming, proof);
  }
}
