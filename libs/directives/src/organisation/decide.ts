import type { Decider } from '#libs/event-sourcing';
import { sameValue } from '../same-value.ts';
import type { Id } from '../terms.ts';
import { requireText } from '../text.ts';
import type { AddUnit, CreatePost, OrganisationCommand } from './commands.ts';
import { delegatePost, revokeDelegation } from './delegation.ts';
import type { OrganisationEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { openHandOver, sheetOfChange, signHandOver } from './hand-over.ts';
import { clearanceOf, isOfficer, officeHeldBy, postsOf } from './questions.ts';
import { reject } from './rejections.ts';
import { emptyOrganisation, type OrganisationState, type Post, type Unit } from './state.ts';

/** Units as a tree, their posts, who holds them, and what people may do (机构、岗位、角色). */
export const organisationDecider: Decider<OrganisationCommand, OrganisationState, OrganisationEvent> = {
  name: 'organisation',
  shape: 2,
  initialState: emptyOrganisation,
  evolve,
  decide(command, organisation) {
    const { at, by } = command;
    switch (command.type) {
      case 'AddUnit':
        return addUnit(command, organisation);
      case 'RenameUnit': {
        const { unitId } = command;
        const name = requireNames('name', command.name);
        if (sameValue(unit(unitId, organisation).name, name)) return [];
        return [{ type: 'UnitRenamed', at, by, unitId, name }];
      }
      case 'CreatePost':
        return createPost(command, organisation);
      case 'FillPost': {
        const { postId, personId, from, handOverId } = command;
        if (post(postId, organisation).holder?.personId === personId) return [];
        if (officeHeldBy(organisation, personId) !== null) reject('organisation.officer-holds-no-post');
        const sheet = { at, by, postId, incomingId: personId, ...(handOverId !== undefined && { handOverId }) };
        return [{ type: 'PostFilled', at, by, postId, personId, from }, ...sheetOfChange(sheet, organisation)];
      }
      case 'VacatePost': {
        const { postId } = command;
        const { holder } = post(postId, organisation);
        if (holder === null) return [];
        const reason = requireText('reason', command.reason);
        return [{ type: 'PostVacated', at, by, postId, personId: holder.personId, reason }];
      }
      case 'GrantRole': {
        const { personId, role } = command;
        const held = organisation.roles[personId] ?? [];
        if (held.includes(role)) return [];
        if (held.length > 0 && [role, ...held].some(isOfficer)) reject('organisation.officer-alone');
        if (isOfficer(role) && postsOf(organisation, personId).length > 0) reject('organisation.officer-holds-no-post');
        return [{ type: 'RoleGranted', at, by, personId, role }];
      }
      case 'RevokeRole': {
        const { personId, role } = command;
        if (!organisation.roles[personId]?.includes(role)) return [];
        const holders = Object.values(organisation.roles).filter((roles) => roles.includes(role));
        if (isOfficer(role) && holders.length === 1) reject('organisation.last-officer', { role });
        return [{ type: 'RoleRevoked', at, by, personId, role, reason: requireText('reason', command.reason) }];
      }
      case 'SetClearance': {
        const { personId, clearance } = command;
        if (clearanceOf(organisation, personId) === clearance) return [];
        const reason = requireText('reason', command.reason);
        return [{ type: 'ClearanceSet', at, by, personId, clearance, reason }];
      }
      case 'DelegatePost':
        return delegatePost(command, organisation);
      case 'RevokeDelegation':
        return revokeDelegation(command, organisation);
      case 'OpenHandOver':
        return openHandOver(command, organisation);
      case 'HandOver':
      case 'TakeOver':
        return signHandOver(command, organisation);
    }
    return command satisfies never;
  },
};

function addUnit({ at, by, unitId, ...given }: AddUnit, organisation: OrganisationState): OrganisationEvent[] {
  const added = { parentId: given.parentId, kind: given.kind, name: requireNames('name', given.name) };
  const known = organisation.units[unitId];
  if (known) return sameValue(known, added) ? [] : reject('organisation.unit-exists', { unitId });
  if (added.parentId !== null) unit(added.parentId, organisation);
  const hasOffice = Object.values(organisation.units).some(({ kind }) => kind === 'office');
  if (added.kind === 'office' && hasOffice) reject('organisation.office-exists');
  return [{ type: 'UnitAdded', at, by, unitId, ...added }];
}

function createPost({ at, by, postId, ...given }: CreatePost, organisation: OrganisationState): OrganisationEvent[] {
  const created = { unitId: given.unitId, duty: given.duty, title: requireNames('title', given.title) };
  const known = organisation.posts[postId];
  if (known) {
    const { holder, lastHolderId, ...rest } = known;
    return sameValue(rest, created) ? [] : reject('organisation.post-exists', { postId });
  }
  unit(created.unitId, organisation);
  return [{ type: 'PostCreated', at, by, postId, ...created }];
}

function unit(unitId: Id, { units }: OrganisationState): Unit {
  return units[unitId] ?? reject('organisation.unit-unknown', { unitId });
}

function post(postId: Id, { posts }: OrganisationState): Post {
  return posts[postId] ?? reject('organisation.post-unknown', { postId });
}

function requireNames(field: 'name' | 'title', { zh, en }: Unit['name']): Unit['name'] {
  return { zh: requireText(`${field}-zh`, zh, 200), en: requireText(`${field}-en`, en, 200) };
}
