import type { CampaignEvent, CampaignTerms } from './events.ts';
import type { CampaignState } from './state.ts';

/** Folds one event of a campaign. Throws on a history that `decide` cannot have given: a damaged stream. */
export function evolve(state: CampaignState, event: CampaignEvent): CampaignState {
  const version = state.version + 1;
  if (event.type === 'CampaignOpened') {
    return state.status === 'none'
      ? { status: 'open', version, ...termsOf(event), directiveIds: [] }
      : impossible(state, event);
  }
  if (state.status !== 'open') return impossible(state, event);
  switch (event.type) {
    case 'CampaignAmended':
      return { ...state, version, ...termsOf(event) };
    case 'DirectivesAdded':
      return { ...state, version, directiveIds: [...state.directiveIds, ...event.directiveIds] };
    case 'DirectivesRemoved':
      return { ...state, version, directiveIds: state.directiveIds.filter((id) => !event.directiveIds.includes(id)) };
    case 'CampaignClosed':
      return { ...state, status: 'closed', version, closedAt: event.at };
  }
  return event satisfies never;
}

export function termsOf({ title, startDate, endDate, milestones }: CampaignTerms): CampaignTerms {
  return { title, startDate, endDate, milestones };
}

function impossible(state: CampaignState, event: CampaignEvent): never {
  throw new Error(
    `${event.type} cannot follow version ${state.version} of a campaign that is ${state.status}: the stream is damaged.`,
  );
}
