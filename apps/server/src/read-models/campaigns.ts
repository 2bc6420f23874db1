import { Column, Entity } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import { type CampaignState, type CampaignStatus, campaignDecider, type Id } from '#libs/directives';
import { type ItemFold, ItemVersion } from './item-versions.ts';
import { type Moment, stoodAt } from './moments.ts';
import { columnsOf } from './row-columns.ts';
import type { Condition } from './visibility.ts';

/** A campaign as it was from one position to another. */
@Entity('campaign_row')
export class CampaignVersion extends ItemVersion<CampaignState> {
  @Column('text')
  status: CampaignStatus;
  @Column('date', { name: 'start_date' })
  startDate: CivilDate;
  @Column('date', { name: 'end_date' })
  endDate: CivilDate;
  @Column('uuid', { name: 'directive_ids', array: true })
  directiveIds: readonly Id[];
}

/** Part of the projection `directives`. */
export const campaignFold: ItemFold<CampaignState, CampaignVersion> = {
  columns: columnsOf(CampaignVersion),
  opens: 'CampaignOpened',
  decider: campaignDecider,
  carries: [],
  own(state) {
    if (state.status === 'none') throw new Error('A campaign that does not exist has no row');
    const { status, startDate, endDate, directiveIds } = state;
    return { status, startDate, endDate, directiveIds };
  },
};

/** A directive's id that is in the campaign at the moment. */
export function inCampaign(directiveId: string, campaign: Id, moment: Pick<Moment, 'position'>): Condition {
  const [stood, parameters] = stoodAt(moment, 'campaign');
  return [
    `${directiveId} IN (SELECT unnest(campaign.directive_ids) FROM campaign_row campaign WHERE campaign.id = :campaign AND ${stood})`,
    { ...parameters, campaign },
  ];
}
