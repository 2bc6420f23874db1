import { Injectable } from '@nestjs/common';
import type { SignIn } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Accounts } from './accounts.ts';
import { Audit } from './audit.ts';
import { Sessions, type SignInFrom } from './sessions.ts';

/** A request to come in: from where, the session its browser shows already, and the request's id. */
export interface Coming extends SignInFrom {
  readonly session: string | null;
  readonly traceId: string;
}

/** The way in: who somebody is, and what is written down of it. */
@Injectable()
export class SignIns {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /** The person whose user name and password these are. Throws `session.wrong`; failures and locks are audited. */
  async byPassword({ username, password }: SignIn, { traceId }: Coming): Promise<Id> {
    const checked = await this.accounts.check(username, password);
    if (checked.personId !== null) return checked.personId;
    await this.audit.record('sign-in-failed', { subject: username, traceId });
    if (checked.locked !== null) await this.audit.record('account-locked', { subject: checked.locked, traceId });
    throw this.accounts.wrong;
  }

  /**
   * Begins a session under a new secret and answers with it. The one that the browser showed ends, so that nobody who
   * knew that goes on in this one.
   */
  async start(personId: Id, coming: Coming): Promise<string> {
    if (coming.session !== null) await this.sessions.end(coming.session);
    await this.audit.record('signed-in', { personId, traceId: coming.traceId });
    return this.sessions.start(personId, coming);
  }
}
