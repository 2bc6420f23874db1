import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import type { Campaign, CampaignDetail, CampaignPage } from '#libs/contracts';
import { type CampaignEvent, campaignDecider, countdown, type ExistingCampaign, type Id } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { CampaignVersion } from './campaigns.ts';
import { DirectiveVersion } from './directives.ts';
import { NotFound } from './errors.ts';
import { GetCampaign, ListCampaigns } from './figure-queries.ts';
import { readItem } from './items.ts';
import { type Moment, Moments, stoodAt, visibleAt } from './moments.ts';
import { type Order, pageOf } from './paging.ts';

const endingFirst: Order<CampaignVersion> = {
  name: 'campaigns',
  by: ['campaign.end_date', 'campaign.id'],
  direction: 'ASC',
  placeOf: ({ endDate, id }) => [endDate, id],
};

@QueryHandler(ListCampaigns)
export class ListCampaignsHandler implements IQueryHandler<ListCampaigns> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query }: ListCampaigns): Promise<CampaignPage> {
    const moment = await this.moments.of(query, ['directives']);
    const rows = this.database.createQueryBuilder(CampaignVersion, 'campaign').where(...stoodAt(moment, 'campaign'));
    if (query.status) rows.andWhere('campaign.status = :status', { status: query.status });
    const { items, nextCursor } = await pageOf(rows, endingFirst, query);
    const sees = await directivesSeen(
      this.database.manager,
      viewer,
      moment,
      items.flatMap(({ directiveIds }) => directiveIds),
    );
    const shown = items.map(({ id, state, validFrom: position, changedAt }) =>
      campaignOf({ id, state: state as ExistingCampaign, position, changedAt }, moment, sees),
    );
    return { items: shown, nextCursor };
  }
}

@QueryHandler(GetCampaign)
export class GetCampaignHandler implements IQueryHandler<GetCampaign> {
  constructor(
    private readonly database: DataSource,
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, id, query }: GetCampaign): Promise<CampaignDetail> {
    const moment = await this.moments.of(query, ['directives']);
    const campaign = await readItem(this, campaignDecider, 'CampaignOpened', id, moment.position);
    if (!campaign || campaign.state.status === 'none') throw new NotFound('campaign', id);
    const { state, last } = campaign;
    const sees = await directivesSeen(this.database.manager, viewer, moment, state.directiveIds);
    const shown = { id, state, position: last.position, changedAt: last.event.at };
    return { ...campaignOf(shown, moment, sees), closure: closureIn(last.event) };
  }
}

/** A campaign as it stood at the moment. Throws `NotFound`. */
export async function readCampaign(manager: EntityManager, viewer: Viewer, id: Id, moment: Moment): Promise<Campaign> {
  const row = await manager
    .createQueryBuilder(CampaignVersion, 'campaign')
    .where(...stoodAt(moment, 'campaign'))
    .andWhere('campaign.id = :id', { id })
    .getOne();
  if (!row) throw new NotFound('campaign', id);
  const shown = { id, state: row.state as ExistingCampaign, position: row.validFrom, changedAt: row.changedAt };
  return campaignOf(shown, moment, await directivesSeen(manager, viewer, moment, row.directiveIds));
}

function campaignOf(
  { id, state, position, changedAt }: { id: Id; state: ExistingCampaign } & Pick<Campaign, 'position' | 'changedAt'>,
  { today, context }: Moment,
  sees: ReadonlySet<Id>,
): Campaign {
  const { version, status, title, startDate, endDate, milestones, directiveIds } = state;
  return {
    ...{ id, version, status, title, startDate, endDate },
    milestones: [...milestones],
    countdown: countdown(state, today, context.calendar),
    directiveIds: directiveIds.filter((directiveId) => sees.has(directiveId)),
    ...{ changedAt, position },
  };
}

async function directivesSeen(
  manager: EntityManager,
  viewer: Viewer,
  moment: Moment,
  ids: readonly Id[],
): Promise<Set<Id>> {
  const rows: { id: Id }[] = await manager
    .createQueryBuilder(DirectiveVersion, 'directive')
    .select('directive.id', 'id')
    .where(...stoodAt(moment, 'directive'))
    .andWhere(...visibleAt(moment, viewer, 'directive'))
    .andWhere('directive.id = ANY (:ids::uuid[])', { ids })
    .getRawMany();
  return new Set(rows.map(({ id }) => id));
}

/** Closing is final, so that its event is the last. */
function closureIn(last: CampaignEvent): CampaignDetail['closure'] {
  return last.type === 'CampaignClosed' ? { summary: last.summary, at: last.at } : null;
}
