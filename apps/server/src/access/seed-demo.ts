import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Id, Role } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { Clock } from '../clock.ts';
import { ChangeOrganisation, type OrganisationChange } from '../commands/change-organisation.ts';
import { systemEnvelope } from '../commands/envelope.ts';
import { ORGANISATION_STREAM } from '../commands/stream-ids.ts';
import { CONFIG, type Config } from '../config.ts';
import { SeedCampaign } from '../demo/seed-campaign.ts';
import { idOf } from '../demo/story.ts';
import { CAMPAIGN_UNITS } from '../demo/units.ts';
import { Accounts } from './accounts.ts';
import { DEMO_OFFICERS, DEMO_UNITS, demoPassword } from './demo-organisation.ts';
import { People } from './people.ts';

/**
 * In demo mode, gives a database that has no organisation the demo's. All ids are derived, so that several servers that
 * start at once, or one that was killed half way, make it once.
 */
@Injectable()
export class SeedDemo implements OnApplicationBootstrap {
  constructor(
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
    private readonly log: EventLog,
    private readonly campaign: SeedCampaign,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.mode !== 'demo' || (await this.isDone())) return;
    if (this.config.demoData === 'campaign' && (await this.log.head()) === 0) return this.seedCampaign();
    for (const { key, parent, kind, name, posts } of DEMO_UNITS) {
      const unitId = idOf('unit', key);
      await this.change({
        type: 'AddUnit',
        unitId,
        parentId: parent === null ? null : idOf('unit', parent),
        kind,
        name,
      });
      for (const { duty, title, holder, roles, username } of posts) {
        const [postId, personId] = [idOf('post', `${key} ${duty}`), idOf('person', holder)];
        await this.addPerson(personId, holder, `${key}.${duty}`);
        await this.grant(personId, roles);
        await this.change({ type: 'CreatePost', postId, unitId, duty, title });
        await this.change({ type: 'FillPost', postId, personId, from: this.clock.today() });
        if (username) await this.accounts.open(personId, username, demoPassword(username));
      }
    }
    // Last, so that its presence says that all is there.
    await this.addOfficers();
    for (const { holder, role } of DEMO_OFFICERS) await this.grant(idOf('person', holder), [role]);
  }

  private async addOfficers(): Promise<void> {
    for (const { holder, username } of DEMO_OFFICERS) {
      await this.addPerson(idOf('person', holder), holder, username);
      await this.accounts.open(idOf('person', holder), username, demoPassword(username));
    }
  }

  /** The organisation too is part of what happened before the demo is looked at. */
  private async seedCampaign(): Promise<void> {
    for (const { key, posts } of [...DEMO_UNITS, ...CAMPAIGN_UNITS]) {
      for (const { duty, holder, username } of posts) {
        await this.addPerson(idOf('person', holder), holder, `${key}.${duty}`);
        if (username) await this.accounts.open(idOf('person', holder), username, demoPassword(username));
      }
    }
    await this.addOfficers();
    await this.campaign.seed().catch(async (error: unknown) => {
      if (!(await this.isDone())) throw error;
    });
  }

  /** An organisation that is not the demo's is left alone. */
  private async isDone(): Promise<boolean> {
    const [first, ...events] = await this.log.readStream(ORGANISATION_STREAM);
    if (!first) return false;
    const ours = 'unitId' in first.event && first.event.unitId === idOf('unit', DEMO_UNITS[0]?.key ?? '');
    const auditor = idOf('person', DEMO_OFFICERS[2].holder);
    return !ours || events.some(({ event }) => 'personId' in event && event.personId === auditor);
  }

  private async addPerson(id: Id, name: string, mailbox: string): Promise<void> {
    await this.people.add(id, { name, email: `${mailbox}@example.test`, language: 'zh' });
  }

  private async grant(personId: Id, roles: readonly Role[]): Promise<void> {
    for (const role of roles) await this.change({ type: 'GrantRole', personId, role });
  }

  private async change(change: OrganisationChange): Promise<void> {
    const envelope = systemEnvelope(`demo ${JSON.stringify({ ...change, from: undefined })}`);
    await this.commands.execute(new ChangeOrganisation(envelope, change, {}));
  }
}
