import { addDays, type CivilDate } from '#libs/calendar';
import type { Id } from '../terms.ts';
import { requireText } from '../text.ts';
import type { DelegatePost, RevokeDelegation } from './commands.ts';
import type { OrganisationEvent } from './events.ts';
import { officeHeldBy } from './questions.ts';
import { reject } from './rejections.ts';
import type { Delegation, OrganisationState } from './state.ts';

/** A delegation is for an absence; what lasts longer is another holder. Counted from its first day. */
const LONGEST_DAYS = 366;

/** Repeats give nothing. A post has one deputy on any day, who is not its holder and none of the three officers. */
export function delegatePost(command: DelegatePost, organisation: OrganisationState): OrganisationEvent[] {
  const { at, by, today, delegationId, postId, deputyId, from, to } = command;
  const post = organisation.posts[postId] ?? reject('organisation.post-unknown', { postId });
  const known = organisation.delegations?.[delegationId];
  if (known) return [];
  if (post.holder === null) reject('organisation.post-vacant', { postId });
  const holderId = post.holder.personId;
  if (deputyId === holderId) reject('organisation.deputy-is-holder');
  if (officeHeldBy(organisation, deputyId) !== null) reject('organisation.officer-holds-no-post');
  if (to < from || to < today) reject('organisation.delegation-past', { from, to, today });
  if (to > addDays(from, LONGEST_DAYS - 1)) reject('organisation.delegation-too-long', { days: LONGEST_DAYS });
  const others = Object.values(organisation.delegations ?? {}).filter(
    (other) => other.postId === postId && !other.ended && other.from <= to && other.to >= from,
  );
  if (others[0]) reject('organisation.post-delegated', { from: others[0].from, to: others[0].to });
  const reason = requireText('reason', command.reason);
  return [{ type: 'PostDelegated', at, by, delegationId, postId, holderId, deputyId, from, to, reason }];
}

/** Nothing for one that has ended already, by whatever. */
export function revokeDelegation(command: RevokeDelegation, organisation: OrganisationState): OrganisationEvent[] {
  const { at, by, delegationId } = command;
  const known = organisation.delegations?.[delegationId] ?? reject('organisation.delegation-unknown', { delegationId });
  if (known.ended) return [];
  return [{ type: 'DelegationRevoked', at, by, delegationId, reason: requireText('reason', command.reason) }];
}

/** The delegations of a post end with its holder's time in it. */
export function endDelegationsOf(organisation: OrganisationState, postId: Id): OrganisationState {
  if (organisation.delegations === undefined) return organisation;
  const delegations = Object.entries(organisation.delegations).map(
    ([id, one]) => [id, one.postId === postId ? { ...one, ended: true } : one] as const,
  );
  return { ...organisation, delegations: Object.fromEntries(delegations) };
}

/**
 * The delegations that run on a day: its first and its last day are among them. None for whom is one of the three
 * officers by now. In the order of their ids.
 */
export function runningDelegations(
  organisation: OrganisationState,
  day: CivilDate,
): ({ readonly delegationId: Id } & Delegation)[] {
  return Object.entries(organisation.delegations ?? {})
    .filter(([, { ended, from, to }]) => !ended && from <= day && day <= to)
    .filter(([, { deputyId }]) => officeHeldBy(organisation, deputyId) === null)
    .map(([delegationId, delegation]) => ({ delegationId, ...delegation }))
    .sort((a, b) => (a.delegationId < b.delegationId ? -1 : 1));
}
