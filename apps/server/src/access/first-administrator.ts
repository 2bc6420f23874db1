import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { LocalName, SetUp, SetUpDone } from '#libs/contracts';
import type { Id, Officer } from '#libs/directives';
import { translator } from '#libs/messages';
import { ChangeOrganisation, type OrganisationChange } from '../commands/change-organisation.ts';
import { systemEnvelope } from '../commands/envelope.ts';
import { derivedId } from '../commands/stream-ids.ts';
import { Accounts } from './accounts.ts';
import { Audit } from './audit.ts';
import { People } from './people.ts';
import { SetUpLinks } from './set-up-links.ts';

/**
 * Turns the set-up link into the first accounts: the three officers, each somebody else, and a supervision office whose
 * clerk is still to be found.
 */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly links: SetUpLinks,
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly audit: Audit,
    private readonly commands: CommandBus,
  ) {}

  /**
   * Throws `set-up.link-invalid`. The accounts come last and together: when something fails before them, the link can be used again,
   * and when the server dies, its next start prints a new one; either way the set-up goes on from where it was.
   */
  async setUp(given: SetUp): Promise<SetUpDone> {
    await this.links.use(given.token);
    try {
      return await this.open(given);
    } catch (error) {
      await this.links.giveBack(given.token);
      throw error;
    }
  }

  private async open({ language, office, ...given }: SetUp): Promise<SetUpDone> {
    const officers = [
      { role: 'administrator', ...given },
      { role: 'security-officer', ...given.securityOfficer },
      { role: 'auditor', ...given.auditor },
    ] as const;
    const [unitId, postId] = [derivedId('set-up', 'office'), derivedId('set-up', 'clerk')];
    const changes: OrganisationChange[] = [
      { type: 'AddUnit', unitId, parentId: null, kind: 'office', name: office },
      { type: 'CreatePost', postId, unitId, duty: 'clerk', title: inBoth('terms.duty.clerk') },
    ];
    for (const officer of officers) {
      const personId = idOf(officer);
      await this.people.add(personId, { name: officer.person, email: officer.email, language });
      changes.push({ type: 'GrantRole', personId, role: officer.role });
    }
    for (const change of changes) {
      const envelope = systemEnvelope(`set-up ${JSON.stringify(change)}`);
      await this.commands.execute(new ChangeOrganisation(envelope, change, {}));
    }
    await this.accounts.openFirst(officers.map((officer) => ({ ...officer, personId: idOf(officer) })));
    const personId = idOf(officers[0]);
    await this.audit.record('set-up', { personId });
    return { personId, officeId: unitId };
  }
}

function idOf({ role, username }: { role: Officer; username: string }): Id {
  return derivedId('set-up', role, username);
}

function inBoth(key: 'terms.duty.clerk'): LocalName {
  return { zh: translator('zh')(key), en: translator('en')(key) };
}
