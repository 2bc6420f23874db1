import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { organisationDecider } from './decide.ts';
import { runningDelegations } from './delegation.ts';
import type { Duty, OrganisationEvent, UnitKind } from './events.ts';

const { given } = specification(organisationDecider);
const now = on('2022-10-20');

const unit = (unitId: string, parentId: string | null, kind: UnitKind = 'unit') =>
  ({ type: 'UnitAdded', ...now, unitId, parentId, kind, name: { zh: `${unitId}局`, en: unitId } }) as const;
const post = (postId: string, unitId: string, duty: Duty) =>
  ({ type: 'PostCreated', ...now, postId, unitId, duty, title: { zh: '岗位', en: 'Post' } }) as const;
const filled = (postId: string, personId: string) =>
  ({ type: 'PostFilled', ...now, postId, personId, from: '2022-10-20' }) as const;

const city = unit('city', null);
const office = unit('office', 'city', 'office');
const planning = unit('planning', 'city');
const units: OrganisationEvent[] = [city, office, planning];

describe('a delegation', () => {
  const held = [...units, post('post-1', 'planning', 'liaison'), filled('post-1', 'li')];
  const absence = { delegationId: 'd-1', postId: 'post-1', deputyId: 'wang', from: '2022-10-24', to: '2022-10-28' };
  const delegate = { type: 'DelegatePost', ...now, ...absence, reason: ' 出差 ', today: '2022-10-20' } as const;
  const delegated = { type: 'PostDelegated', ...now, ...absence, holderId: 'li', reason: '出差' } as const;
  const revoke = { type: 'RevokeDelegation', ...now, delegationId: 'd-1', reason: '提前返回' } as const;
  const revoked = { ...revoke, type: 'DelegationRevoked' } as const;
  const running = (day: string, ...more: OrganisationEvent[]) =>
    runningDelegations(given(...held, delegated, ...more).state, day).map(({ deputyId }) => deputyId);

  it('has somebody stand in for a holder from one day to another', () => {
    given(...held)
      .when(delegate, undefined)
      .thenEvents(delegated);
    expect(['2022-10-23', '2022-10-24', '2022-10-28', '2022-10-29'].map((day) => running(day).length)).toEqual([
      0, 1, 1, 0,
    ]);
  });
  it('is of a post with a holder, to somebody else, who is none of the three officers', () => {
    given(...units, post('post-1', 'planning', 'liaison'))
      .when(delegate, undefined)
      .thenRejected('organisation.post-vacant');
    given(...held)
      .when({ ...delegate, deputyId: 'li' }, undefined)
      .thenRejected('organisation.deputy-is-holder');
    given(...held, { type: 'RoleGranted', ...now, personId: 'wang', role: 'auditor' })
      .when(delegate, undefined)
      .thenRejected('organisation.officer-holds-no-post');
    given().when(delegate, undefined).thenRejected('organisation.post-unknown');
  });
  it('has days that are in order, not over yet, and no more than a year', () => {
    const of = (from: string, to: string) => given(...held).when({ ...delegate, from, to }, undefined);
    of('2022-10-24', '2022-10-23').thenRejected('organisation.delegation-past');
    of('2022-10-10', '2022-10-19').thenRejected('organisation.delegation-past');
    of('2022-10-24', '2023-10-25').thenRejected('organisation.delegation-too-long');
    of('2022-10-20', '2022-10-20').thenEvents({ ...delegated, from: '2022-10-20', to: '2022-10-20' });
    given(...held)
      .when({ ...delegate, reason: ' ' }, undefined)
      .thenRejected('text.missing', { field: 'reason' });
  });
  it('is the only one of its post on any day', () => {
    const second = { ...delegate, delegationId: 'd-2', deputyId: 'sun' };
    const then = given(...held, delegated);
    then
      .when({ ...second, from: '2022-10-28', to: '2022-10-30' }, undefined)
      .thenRejected('organisation.post-delegated');
    const later = { from: '2022-10-29', to: '2022-10-30' };
    then
      .when({ ...second, ...later }, undefined)
      .thenEvents({ ...delegated, ...later, delegationId: 'd-2', deputyId: 'sun' });
    given(...held, delegated, revoked)
      .when(second, undefined)
      .thenEvents({ ...delegated, delegationId: 'd-2', deputyId: 'sun' });
  });
  it('ends when it is revoked, when the post changes hands, and when the deputy becomes an officer', () => {
    given(...held, delegated)
      .when(revoke, undefined)
      .thenEvents(revoked);
    given(...held)
      .when(revoke, undefined)
      .thenRejected('organisation.delegation-unknown');
    const back = filled('post-1', 'li');
    const vacated = { type: 'PostVacated', ...now, postId: 'post-1', personId: 'li', reason: '调离' } as const;
    expect(running('2022-10-25', revoked)).toEqual([]);
    expect(running('2022-10-25', filled('post-1', 'zhao'), back)).toEqual([]);
    expect(running('2022-10-25', vacated, back)).toEqual([]);
    expect(running('2022-10-25', { type: 'RoleGranted', ...now, personId: 'wang', role: 'auditor' })).toEqual([]);
  });
});
