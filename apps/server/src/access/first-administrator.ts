import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { LocalName, SetUp, SetUpDone } from '#libs/contracts';
import { translator } from '#libs/messages';
import { Clock } from '../clock.ts';
import { ChangeOrganisation, type OrganisationChange } from '../commands/change-organisation.ts';
import { systemEnvelope } from '../commands/envelope.ts';
import { derivedId } from '../commands/stream-ids.ts';
import { Accounts } from './accounts.ts';
import { Audit } from './audit.ts';
import { People } from './people.ts';
import { SetUpLinks } from './set-up-links.ts';

/** Turns the set-up link into the first account: an administrator, and clerk of a supervision office that is new. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly links: SetUpLinks,
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly commands: CommandBus,
  ) {}

  /**
   * Throws `set-up.link-invalid`. The account comes last: when something fails before it, the link can be used again,
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

  private async open({ username, password, person, email, language, office }: SetUp): Promise<SetUpDone> {
    const personId = derivedId('set-up', 'person', username);
    const [unitId, postId] = [derivedId('set-up', 'office'), derivedId('set-up', 'clerk')];
    await this.people.add(personId, { name: person, email, language });
    const changes: OrganisationChange[] = [
      { type: 'AddUnit', unitId, parentId: null, kind: 'office', name: office },
      { type: 'CreatePost', postId, unitId, duty: 'clerk', title: inBoth('terms.duty.clerk') },
      { type: 'FillPost', postId, personId, from: this.clock.today() },
      { type: 'GrantRole', personId, role: 'clerk' },
      { type: 'GrantRole', personId, role: 'administrator' },
    ];
    for (const change of changes) {
      const envelope = systemEnvelope(`set-up ${JSON.stringify(change)}`);
      await this.commands.execute(new ChangeOrganisation(envelope, change, {}));
    }
    await this.accounts.open(personId, username, password);
    await this.audit.record('set-up', { personId });
    return { personId, officeId: unitId };
  }
}

function inBoth(key: 'terms.duty.clerk'): LocalName {
  return { zh: translator('zh')(key), en: translator('en')(key) };
}
