import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { organisationDecider } from './decide.ts';
import type { OrganisationEvent } from './events.ts';

const { given } = specification(organisationDecider);
const now = on('2022-10-20');
const name = { zh: '局', en: 'Bureau' };
const held: OrganisationEvent[] = [
  { type: 'UnitAdded', ...now, unitId: 'planning', parentId: null, kind: 'unit', name },
  { type: 'PostCreated', ...now, postId: 'post-1', unitId: 'planning', duty: 'liaison', title: name },
  { type: 'PostFilled', ...now, postId: 'post-1', personId: 'li', from: '2022-10-01' },
];
const between = { handOverId: 'h-1', postId: 'post-1', outgoingId: 'li', incomingId: 'wang' };
const open = { type: 'OpenHandOver', ...now, handOverId: 'h-1', postId: 'post-1', incomingId: 'wang' } as const;
const opened = { type: 'HandOverOpened', ...now, ...between } as const;
const fill = { ...now, postId: 'post-1', personId: 'wang', from: '2022-10-20' };
const hand = { ...now, by: 'li', handOverId: 'h-1', position: 7 };
const take = { ...hand, by: 'wang' };
const handed = { type: 'PostHandedOver', ...hand } as const;
const taken = { type: 'PostTakenOver', ...take } as const;

describe('a hand-over sheet', () => {
  it('is opened before the change, and then not again by it', () => {
    given(...held)
      .when(open, undefined)
      .thenEvents(opened);
    given(...held, opened)
      .when({ type: 'FillPost', ...fill, handOverId: 'h-2' }, undefined)
      .thenEvents({ type: 'PostFilled', ...fill });
    given(...held, opened)
      .when({ ...open, handOverId: 'h-2' }, undefined)
      .thenRejected('organisation.hand-over-open');
  });
  it('comes with a change of holder, also after a vacancy, and not with a first holder', () => {
    const filled = { type: 'PostFilled', ...fill } as const;
    const change = { type: 'FillPost', ...fill, handOverId: 'h-1' } as const;
    given(...held)
      .when(change, undefined)
      .thenEvents(filled, opened);
    given(...held, { type: 'PostVacated', ...now, postId: 'post-1', personId: 'li', reason: '调离' })
      .when(change, undefined)
      .thenEvents(filled, opened);
    given(...held.slice(0, 2))
      .when(change, undefined)
      .thenEvents(filled);
  });
  it('is between a holder and somebody else', () => {
    given(...held)
      .when({ ...open, incomingId: 'li' }, undefined)
      .thenRejected('organisation.successor-is-holder');
    given(...held.slice(0, 2))
      .when(open, undefined)
      .thenRejected('organisation.post-vacant');
  });
  it('is signed by the one who leaves and then by the one who comes, for the same position', () => {
    given(...held, opened)
      .when({ type: 'TakeOver', ...take }, undefined)
      .thenRejected('organisation.not-handed-over');
    given(...held, opened)
      .when({ type: 'HandOver', ...hand }, undefined)
      .thenEvents(handed);
    given(...held, opened)
      .when({ type: 'HandOver', ...take }, undefined)
      .thenRejected('organisation.signed-by-another');
    given(...held, opened, handed)
      .when({ type: 'TakeOver', ...take, position: 8 }, undefined)
      .thenRejected('organisation.other-sheet', { position: 7 });
    given(...held, opened, handed)
      .when({ type: 'TakeOver', ...take }, undefined)
      .thenEvents(taken);
    expect(given(...held, opened, handed, taken).state.handOvers?.['h-1']).toMatchObject({ position: 7 });
  });
});
