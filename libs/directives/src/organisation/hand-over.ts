import type { Id } from '../terms.ts';
import type { HandOver, OpenHandOver, TakeOver } from './commands.ts';
import type { HandOverOpened, OrganisationEvent } from './events.ts';
import { officeHeldBy } from './questions.ts';
import { reject } from './rejections.ts';
import type { HandOverSheet, OrganisationState } from './state.ts';

/** A sheet of what is open at the post, for its holder to hand over and a successor to take over. A repeat gives nothing. */
export function openHandOver(command: OpenHandOver, organisation: OrganisationState): OrganisationEvent[] {
  const { at, by, handOverId, postId, incomingId } = command;
  const { holder } = organisation.posts[postId] ?? reject('organisation.post-unknown', { postId });
  if (organisation.handOvers?.[handOverId]) return [];
  if (holder === null) reject('organisation.post-vacant', { postId });
  const outgoingId = holder.personId;
  if (incomingId === outgoingId) reject('organisation.successor-is-holder');
  if (officeHeldBy(organisation, incomingId) !== null) reject('organisation.officer-holds-no-post');
  if (isUnderWay(organisation, { postId, outgoingId, incomingId })) reject('organisation.hand-over-open');
  return [{ type: 'HandOverOpened', at, by, handOverId, postId, outgoingId, incomingId }];
}

/** The sheet that belongs to a change of holder; none when the post was never held by another, or one is under way. */
export function sheetOfChange(
  given: Pick<HandOverOpened, 'at' | 'by' | 'postId' | 'incomingId'> & { handOverId?: Id },
  organisation: OrganisationState,
): HandOverOpened[] {
  const { handOverId, ...opened } = given;
  const post = organisation.posts[opened.postId];
  const outgoingId = post?.holder?.personId ?? post?.lastHolderId;
  if (handOverId === undefined || outgoingId === undefined || outgoingId === opened.incomingId) return [];
  if (isUnderWay(organisation, { ...opened, outgoingId })) return [];
  return [{ type: 'HandOverOpened', ...opened, handOverId, outgoingId }];
}

/** Both sign the same sheet: the one who leaves first, by the position that they saw. A repeat gives nothing. */
export function signHandOver(command: HandOver | TakeOver, organisation: OrganisationState): OrganisationEvent[] {
  const { type, at, by, handOverId, position } = command;
  const sheet = organisation.handOvers?.[handOverId] ?? reject('organisation.hand-over-unknown', { handOverId });
  const signs = type === 'HandOver' ? sheet.outgoingId : sheet.incomingId;
  if (by !== signs) reject('organisation.signed-by-another');
  if (type === 'TakeOver' && sheet.position === null) reject('organisation.not-handed-over');
  if (sheet.position !== null && sheet.position !== position)
    reject('organisation.other-sheet', { position: sheet.position });
  if (type === 'HandOver')
    return sheet.handedOverAt === null ? [{ type: 'PostHandedOver', at, by, handOverId, position }] : [];
  return sheet.takenOverAt === null ? [{ type: 'PostTakenOver', at, by, handOverId, position }] : [];
}

function isUnderWay(
  { handOvers = {} }: OrganisationState,
  { postId, outgoingId, incomingId }: Pick<HandOverSheet, 'postId' | 'outgoingId' | 'incomingId'>,
): boolean {
  return Object.values(handOvers).some(
    (one) =>
      one.postId === postId &&
      one.outgoingId === outgoingId &&
      one.incomingId === incomingId &&
      one.takenOverAt === null,
  );
}
