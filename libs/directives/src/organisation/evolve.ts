import type { Id } from '../terms.ts';
import { endDelegationsOf } from './delegation.ts';
import type { OrganisationEvent } from './events.ts';
import type { HandOverSheet, OrganisationState, Post, Unit } from './state.ts';

/** Folds one event of the organisation. Throws on a history that `decide` cannot have given: a damaged stream. */
export function evolve(state: OrganisationState, event: OrganisationEvent): OrganisationState {
  const organisation = { ...state, version: state.version + 1 };
  const withUnit = (id: Id, unit: Unit) => ({ ...organisation, units: { ...state.units, [id]: unit } });
  const withPost = (id: Id, post: Post) => ({ ...organisation, posts: { ...state.posts, [id]: post } });
  const withHandOver = (id: Id, sheet: HandOverSheet) => ({
    ...organisation,
    handOvers: { ...state.handOvers, [id]: sheet },
  });

  switch (event.type) {
    case 'UnitAdded': {
      const { unitId, parentId, kind, name } = event;
      return withUnit(unitId, { parentId, kind, name });
    }
    case 'UnitRenamed': {
      const unit = state.units[event.unitId] ?? impossible(state, event);
      return withUnit(event.unitId, { ...unit, name: event.name });
    }
    case 'PostCreated': {
      const { postId, unitId, duty, title } = event;
      return withPost(postId, { unitId, duty, title, holder: null });
    }
    case 'PostFilled': {
      const post = state.posts[event.postId] ?? impossible(state, event);
      const { lastHolderId, ...kept } = post;
      const holder = { personId: event.personId, from: event.from };
      return endDelegationsOf(withPost(event.postId, { ...kept, holder }), event.postId);
    }
    case 'PostVacated': {
      const post = state.posts[event.postId] ?? impossible(state, event);
      return endDelegationsOf(
        withPost(event.postId, { ...post, holder: null, lastHolderId: event.personId }),
        event.postId,
      );
    }
    case 'RoleGranted': {
      const roles = state.roles[event.personId] ?? [];
      return { ...organisation, roles: { ...state.roles, [event.personId]: [...roles, event.role] } };
    }
    case 'RoleRevoked': {
      const roles = (state.roles[event.personId] ?? []).filter((role) => role !== event.role);
      return { ...organisation, roles: { ...state.roles, [event.personId]: roles } };
    }
    case 'ClearanceSet':
      return { ...organisation, clearances: { ...state.clearances, [event.personId]: event.clearance } };
    case 'PostDelegated': {
      const { delegationId, postId, holderId, deputyId, from, to } = event;
      const made = { postId, holderId, deputyId, from, to, ended: false };
      return { ...organisation, delegations: { ...state.delegations, [delegationId]: made } };
    }
    case 'DelegationRevoked': {
      const made = state.delegations?.[event.delegationId] ?? impossible(state, event);
      return { ...organisation, delegations: { ...state.delegations, [event.delegationId]: { ...made, ended: true } } };
    }
    case 'HandOverOpened': {
      const { handOverId, postId, outgoingId, incomingId, at: openedAt } = event;
      const unsigned = { position: null, handedOverAt: null, takenOverAt: null };
      return withHandOver(handOverId, { postId, outgoingId, incomingId, openedAt, ...unsigned });
    }
    case 'PostHandedOver': {
      const sheet = state.handOvers?.[event.handOverId] ?? impossible(state, event);
      return withHandOver(event.handOverId, { ...sheet, position: event.position, handedOverAt: event.at });
    }
    case 'PostTakenOver': {
      const sheet = state.handOvers?.[event.handOverId] ?? impossible(state, event);
      return withHandOver(event.handOverId, { ...sheet, takenOverAt: event.at });
    }
  }
  return event satisfies never;
}

function impossible(state: OrganisationState, event: OrganisationEvent): never {
  throw new Error(`${event.type} cannot follow version ${state.version} of the organisation: the stream is damaged.`);
}
