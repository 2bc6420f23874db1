import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { organisationDecider } from './decide.ts';
import { type Duty, OFFICERS, type OrganisationEvent, type UnitKind } from './events.ts';
import {
  clearanceOf,
  holdersOf,
  isCleared,
  officeClerks,
  officeHeldBy,
  officeOf,
  postsOf,
  responsibleFor,
  rolesOf,
  unitsAtOrAbove,
  unitsAtOrBelow,
} from './questions.ts';

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
const projects = unit('projects', 'planning');
const units: OrganisationEvent[] = [city, office, planning, projects];

describe('units', () => {
  it('are added below others', () => {
    given(city)
      .when({ ...planning, type: 'AddUnit' }, undefined)
      .thenEvents(planning);
    given()
      .when({ ...planning, type: 'AddUnit' }, undefined)
      .thenRejected('organisation.unit-unknown', { unitId: 'city' });
  });
  it('keep their place', () => {
    given(...units)
      .when({ ...planning, type: 'AddUnit', parentId: null }, undefined)
      .thenRejected('organisation.unit-exists');
  });
  it('have one office among them', () => {
    given(city)
      .when({ ...office, type: 'AddUnit' }, undefined)
      .thenEvents(office);
    given(city, office)
      .when({ ...planning, type: 'AddUnit', kind: 'office' }, undefined)
      .thenRejected('organisation.office-exists');
    given(city, office)
      .when({ ...planning, type: 'AddUnit' }, undefined)
      .thenEvents(planning);
  });
  it('have names in both languages, which may change', () => {
    const name = { zh: '发展改革委', en: 'Development and Reform' };
    given(...units)
      .when({ type: 'RenameUnit', ...now, unitId: 'planning', name }, undefined)
      .thenEvents({ type: 'UnitRenamed', ...now, unitId: 'planning', name });
    given(city)
      .when({ ...planning, type: 'AddUnit', name: { zh: '发改委', en: ' ' } }, undefined)
      .thenRejected('text.missing', { field: 'name-en' });
    given()
      .when({ type: 'RenameUnit', ...now, unitId: 'planning', name }, undefined)
      .thenRejected('organisation.unit-unknown');
  });
});

describe('posts', () => {
  const liaison = post('post-1', 'planning', 'liaison');
  const fill = { ...filled('post-1', 'li'), type: 'FillPost' } as const;
  const vacate = { type: 'VacatePost', ...now, postId: 'post-1', reason: '调离' } as const;

  it('belong to units', () => {
    given(...units)
      .when({ ...liaison, type: 'CreatePost' }, undefined)
      .thenEvents(liaison);
    given()
      .when({ ...liaison, type: 'CreatePost' }, undefined)
      .thenRejected('organisation.unit-unknown');
    given(...units, liaison)
      .when({ ...liaison, type: 'CreatePost', duty: 'head' }, undefined)
      .thenRejected('organisation.post-exists');
    given(...units)
      .when({ ...liaison, type: 'CreatePost', title: { zh: '', en: 'Post' } }, undefined)
      .thenRejected('text.missing', { field: 'title-zh' });
  });
  it('are known again while somebody holds them', () => {
    given(...units, liaison, filled('post-1', 'li'))
      .when({ ...liaison, type: 'CreatePost' }, undefined)
      .thenNothing();
  });
  it('pass from one holder to the next', () => {
    given(...units, liaison)
      .when(fill, undefined)
      .thenEvents(filled('post-1', 'li'));
    const { state } = given(...units, liaison, filled('post-1', 'li'), filled('post-1', 'zhao'));
    expect(holdersOf(state, { unitId: 'planning', duty: 'liaison' })).toEqual(['zhao']);
    given(...units)
      .when(fill, undefined)
      .thenRejected('organisation.post-unknown');
  });
  it('may be vacated, with a reason', () => {
    given(...units, liaison, filled('post-1', 'li'))
      .when(vacate, undefined)
      .thenEvents({ ...vacate, type: 'PostVacated', personId: 'li' });
    given(...units, liaison)
      .when(vacate, undefined)
      .thenNothing();
    given(...units, liaison, filled('post-1', 'li'))
      .when({ ...vacate, reason: '' }, undefined)
      .thenRejected('text.missing');
    given(...units)
      .when(vacate, undefined)
      .thenRejected('organisation.post-unknown');
  });
});

describe('roles', () => {
  const granted = { type: 'RoleGranted', ...now, personId: 'li', role: 'liaison' } as const;
  const revoke = { type: 'RevokeRole', ...now, personId: 'li', role: 'liaison', reason: '调离' } as const;

  it('are granted and revoked', () => {
    given()
      .when({ ...granted, type: 'GrantRole' }, undefined)
      .thenEvents(granted);
    given(granted)
      .when(revoke, undefined)
      .thenEvents({ ...revoke, type: 'RoleRevoked' });
    given(granted)
      .when({ ...revoke, reason: '' }, undefined)
      .thenRejected('text.missing');
  });
  it('of one person do not touch each other', () => {
    const leader = { ...granted, role: 'leader' } as const;
    const { state } = given(granted, leader, { ...revoke, type: 'RoleRevoked' });
    expect(state).toMatchObject({ roles: { li: ['leader'] }, version: 3 });
  });
});

describe.each(OFFICERS)('the %s', (role) => {
  const granted = { type: 'RoleGranted', ...now, personId: 'li', role } as const;
  const business = { ...granted, role: 'clerk' } as const;
  const liaison = post('post-1', 'planning', 'liaison');

  it.each(OFFICERS.filter((other) => other !== role))('is not the %s too', (other) => {
    given(granted)
      .when({ ...granted, type: 'GrantRole', role: other }, undefined)
      .thenRejected('organisation.officer-alone');
  });
  it('has nothing to do with the business', () => {
    given(granted)
      .when({ ...business, type: 'GrantRole' }, undefined)
      .thenRejected('organisation.officer-alone');
    given(business)
      .when({ ...granted, type: 'GrantRole' }, undefined)
      .thenRejected('organisation.officer-alone');
    given(...units, liaison, granted)
      .when({ ...filled('post-1', 'li'), type: 'FillPost' }, undefined)
      .thenRejected('organisation.officer-holds-no-post');
    given(...units, liaison, filled('post-1', 'li'))
      .when({ ...granted, type: 'GrantRole' }, undefined)
      .thenRejected('organisation.officer-holds-no-post');
  });
  it('is that alone, also where more was granted before officers were apart', () => {
    const { state } = given(business, granted);
    expect([officeHeldBy(state, 'li'), rolesOf(state, 'li')]).toEqual([role, [role]]);
    expect([officeHeldBy(state, 'zhao'), rolesOf(state, 'zhao')]).toEqual([null, []]);
    expect(rolesOf(given(business).state, 'li')).toEqual(['clerk']);
  });
  it('stays while nobody else is', () => {
    const resign = { type: 'RevokeRole', ...now, personId: 'li', role, reason: '调离' } as const;
    given(granted).when(resign, undefined).thenRejected('organisation.last-officer', { role });
    given(granted, { ...granted, personId: 'zhao' })
      .when(resign, undefined)
      .thenEvents({ ...resign, type: 'RoleRevoked' });
  });
});

describe('a clearance', () => {
  const set = { type: 'SetClearance', ...now, personId: 'li', clearance: 'sensitive', reason: '分管领导批准' } as const;
  const cleared = { ...set, type: 'ClearanceSet' } as const;

  it('is given to a person, with a reason, and taken away', () => {
    given().when(set, undefined).thenEvents(cleared);
    given()
      .when({ ...set, reason: '' }, undefined)
      .thenRejected('text.missing');
    given(cleared).when(set, undefined).thenNothing();
    given(cleared)
      .when({ ...set, clearance: 'internal' }, undefined)
      .thenEvents({ ...cleared, clearance: 'internal' });
  });
  it('lets read what is labelled up to it', () => {
    const { state } = given(cleared);
    expect([clearanceOf(state, 'li'), clearanceOf(state, 'zhao')]).toEqual(['sensitive', 'internal']);
    expect([isCleared('internal', 'public'), isCleared('internal', 'internal')]).toEqual([true, true]);
    expect([isCleared('internal', 'sensitive'), isCleared('public', 'internal')]).toEqual([false, false]);
  });
});

describe('questions to the organisation', () => {
  const posts = [
    post('post-1', 'planning', 'liaison'),
    post('post-2', 'planning', 'head'),
    post('post-3', 'office', 'clerk'),
  ];
  const clerk = filled('post-3', 'wang');
  const asked = (...events: OrganisationEvent[]) => given(...units, ...posts, ...events).state;

  it('which units lie above and below', () => {
    expect(unitsAtOrBelow(asked(), 'planning')).toEqual(['planning', 'projects']);
    expect(unitsAtOrBelow(asked(), 'city')).toEqual(['city', 'office', 'planning', 'projects']);
    expect(unitsAtOrAbove(asked(), 'projects')).toEqual(['projects', 'planning', 'city']);
    expect(unitsAtOrBelow(asked(), 'nowhere')).toEqual([]);
    expect(unitsAtOrAbove(asked(), 'nowhere')).toEqual([]);
    expect(officeOf(asked())).toBe('office');
    expect(officeOf(given(city).state)).toBeNull();
  });
  it('which posts a person holds', () => {
    expect(postsOf(asked(filled('post-2', 'li'), filled('post-1', 'li'), clerk), 'li')).toMatchObject([
      { postId: 'post-1', duty: 'liaison' },
      { postId: 'post-2', duty: 'head' },
    ]);
  });
  it('who answers for a unit: its liaison, else its head, else the office’s clerks, else nobody', () => {
    const liaison = filled('post-1', 'li');
    const head = filled('post-2', 'zhao');
    expect(responsibleFor(asked(liaison, head, clerk), 'planning')).toEqual(['li']);
    expect(responsibleFor(asked(head, clerk), 'planning')).toEqual(['zhao']);
    expect(responsibleFor(asked(clerk), 'planning')).toEqual(['wang']);
    expect(responsibleFor(asked(), 'planning')).toEqual([]);
    expect(officeClerks(asked(clerk))).toEqual(['wang']);
  });
});
