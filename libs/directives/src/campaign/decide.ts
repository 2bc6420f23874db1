import type { Decider } from '#libs/event-sourcing';
import { sameValue } from '../same-value.ts';
import type { Id } from '../terms.ts';
import { requireText, requireTitle } from '../text.ts';
import type { CampaignCommand } from './commands.ts';
import type { CampaignEvent, CampaignTerms, DirectivesAdded } from './events.ts';
import { evolve, termsOf } from './evolve.ts';
import { reject } from './rejections.ts';
import { type CampaignState, noCampaign, type OpenedCampaign } from './state.ts';

/** More than any push has; it bounds the state and every figure that is asked of it. */
const MOST_DIRECTIVES = 2000;

/** What deciding on a campaign needs besides it. */
export interface CampaignFacts {
  /** Of the directives in the command, those that are not registered, or not there at all. */
  readonly unknown: readonly Id[];
}

/** A push (专项) that groups directives and owns a countdown. */
export const campaignDecider: Decider<CampaignCommand, CampaignState, CampaignEvent, CampaignFacts> = {
  name: 'campaign',
  shape: 1,
  initialState: noCampaign,
  evolve,
  decide(command, campaign, facts) {
    const { at, by } = command;
    if (command.type === 'OpenCampaign') {
      const terms = requireTerms(command);
      if (campaign.status !== 'none')
        return sameValue(termsOf(campaign), terms) ? [] : reject('campaign.exists', { title: campaign.title });
      return [{ type: 'CampaignOpened', at, by, ...terms }, ...added(command, [], facts)];
    }
    if (command.type === 'CloseCampaign' && campaign.status === 'closed') return [];
    const open = requireOpen(campaign);
    switch (command.type) {
      case 'AmendCampaign': {
        const terms = requireTerms(command);
        if (sameValue(termsOf(open), terms)) return [];
        return [{ type: 'CampaignAmended', at, by, ...terms, reason: requireText('reason', command.reason) }];
      }
      case 'AddDirectives':
        return added(command, open.directiveIds, facts);
      case 'RemoveDirectives': {
        const directiveIds = open.directiveIds.filter((id) => command.directiveIds.includes(id));
        if (directiveIds.length === 0) return [];
        return [{ type: 'DirectivesRemoved', at, by, directiveIds, reason: requireText('reason', command.reason) }];
      }
      case 'CloseCampaign':
        return [{ type: 'CampaignClosed', at, by, summary: requireText('summary', command.summary) }];
    }
    return command satisfies never;
  },
};

function added(
  { at, by, directiveIds }: Pick<DirectivesAdded, 'at' | 'by' | 'directiveIds'>,
  present: readonly Id[],
  { unknown }: CampaignFacts,
): DirectivesAdded[] {
  const fresh = [...new Set(directiveIds)].filter((id) => !present.includes(id));
  const [stranger] = fresh.filter((id) => unknown.includes(id));
  if (stranger !== undefined) reject('campaign.directive-unknown', { id: stranger });
  if (present.length + fresh.length > MOST_DIRECTIVES)
    reject('campaign.too-many-directives', { limit: MOST_DIRECTIVES });
  return fresh.length === 0 ? [] : [{ type: 'DirectivesAdded', at, by, directiveIds: fresh }];
}

function requireOpen(campaign: CampaignState): OpenedCampaign {
  if (campaign.status === 'none') return reject('campaign.not-found');
  return campaign.status === 'closed' ? reject('campaign.closed') : campaign;
}

function requireTerms({ startDate, endDate, ...given }: CampaignTerms): CampaignTerms {
  if (endDate < startDate) reject('campaign.ends-before-start', { startDate, endDate });
  const outside = given.milestones.find(({ date }) => date < startDate || date > endDate);
  if (outside) reject('campaign.milestone-outside', { date: outside.date, startDate, endDate });
  const milestones = given.milestones.map(({ date, title }) => ({ date, title: requireTitle(title) }));
  milestones.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { title: requireTitle(given.title), startDate, endDate, milestones };
}
