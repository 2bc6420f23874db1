import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { SignIn } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { derivedId } from '../../commands/stream-ids.ts';
import { CONFIG, type Config } from '../../config.ts';
import { logger } from '../../logger.ts';
import { Audit } from '../audit.ts';
import { Identities } from '../oidc/identities.ts';
import { People } from '../people.ts';
import { Directory, type Found } from './directory.ts';
import { NameAttempts } from './name-attempts.ts';

/** The name under which the directory stands beside the OpenID providers: in links of people, in sessions. */
export const LDAP = 'ldap';

/** Signing in with the password of a directory. Nothing is asked of it for whoever has an account here. */
@Injectable()
export class LdapSignIns {
  private readonly directory: Directory | null;

  constructor(
    private readonly attempts: NameAttempts,
    private readonly identities: Identities,
    private readonly people: People,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const { ldap } = config.signIn;
    this.directory = ldap && new Directory(ldap);
  }

  /** What stands for the directory in `person_identity`; null without one. It stays when the directory moves to another server. */
  get issuer(): string | null {
    const { ldap } = this.config.signIn;
    return ldap && `ldap:${ldap.baseDn.toLowerCase()}`;
  }

  /**
   * The person whose user name and password these are in the directory; null when that has nobody with these, the name is
   * locked, the person is disabled here or linked to nobody, or there is no directory. Locks and those who are linked to nobody
   * are audited. Throws `session.provider-away` when the directory does not answer.
   */
  async find({ username: typed, password }: SignIn, traceId: string): Promise<Id | null> {
    if (!this.directory || this.issuer === null) return null;
    const username = typed.trim().toLowerCase();
    const taken = await this.attempts.take(username);
    if (!taken) return null;
    const found = await this.directory.find(username, password).catch((error: unknown) => {
      logger.warn({ err: error }, 'The directory could not be asked');
      throw new Rejection('session.provider-away');
    });
    if (!found) {
      if (taken.locked) await this.audit.record('account-locked', { subject: `${LDAP}: ${username}`, traceId });
      return null;
    }
    await this.attempts.forgive(username);
    const personId =
      (await this.identities.find({ issuer: this.issuer, subject: found.subject })) ??
      (await this.admit(found, traceId));
    if (personId === null) await this.audit.record('sign-in-failed', { subject: `${LDAP}: ${found.subject}`, traceId });
    return personId;
  }

  /** A new person, without roles and posts, where the directory's word is enough for that. */
  private async admit({ subject, name, email }: Found, traceId: string): Promise<Id | null> {
    const identity = { issuer: this.issuer ?? '', subject };
    if (this.config.signIn.ldap?.admit !== 'anybody' || (await this.identities.isTaken(identity))) return null;
    const personId = derivedId('identity', identity.issuer, subject);
    const isAddress = z.email().safeParse(email).success;
    await this.people.add(personId, {
      name: (name ?? subject).slice(0, 100),
      email: isAddress ? email : null,
      language: 'zh',
    });
    await this.identities.link(personId, identity);
    await this.audit.record('person-added', { subject: personId, traceId });
    return personId;
  }
}
