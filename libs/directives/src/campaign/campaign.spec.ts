import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { countdown } from './countdown.ts';
import { campaignDecider } from './decide.ts';
import type { CampaignEvent } from './events.ts';

const { given } = specification(campaignDecider);
const facts = { unknown: ['stranger'] };
const terms = {
  title: '60天攻坚',
  startDate: '2022-10-27',
  endDate: '2022-12-25',
  milestones: [{ date: '2022-11-30', title: '过半' }],
};
const open = { type: 'OpenCampaign', ...on('2022-10-27'), ...terms, directiveIds: [] } as const;
const opened = { type: 'CampaignOpened', ...on('2022-10-27'), ...terms } as const;
const add = { type: 'AddDirectives', ...on('2022-10-28'), directiveIds: ['one', 'two'] } as const;
const added = { ...add, type: 'DirectivesAdded' } as const;
const closed = { type: 'CampaignClosed', ...on('2022-12-26'), summary: '全部办结' } as const;

describe('a campaign', () => {
  it('is opened with a countdown and with directives', () => {
    given().when(open, facts).thenEvents(opened);
    given()
      .when({ ...open, directiveIds: ['one', 'one'] }, facts)
      .thenEvents(opened, { ...added, ...on('2022-10-27'), directiveIds: ['one'] });
  });
  it('keeps its milestones in the order of their days, within its own', () => {
    const [middle] = terms.milestones;
    const first = { date: '2022-11-01', title: '启动' };
    given()
      .when({ ...open, milestones: [...terms.milestones, first] }, facts)
      .thenEvents({ ...opened, milestones: middle ? [first, middle] : [] });
    given()
      .when({ ...open, milestones: [{ date: '2022-12-26', title: '晚' }] }, facts)
      .thenRejected('campaign.milestone-outside', {
        date: '2022-12-26',
        startDate: '2022-10-27',
        endDate: '2022-12-25',
      });
  });
  it('does not end before it starts', () => {
    given()
      .when({ ...open, endDate: '2022-10-26' }, facts)
      .thenRejected('campaign.ends-before-start', { startDate: '2022-10-27', endDate: '2022-10-26' });
  });
  it('is not opened over another one', () => {
    given(opened).when(open, facts).thenNothing();
    given(opened)
      .when({ ...open, title: '冬季攻坚' }, facts)
      .thenRejected('campaign.exists', { title: '60天攻坚' });
  });
  it('takes registered directives in, each once', () => {
    given(opened).when(add, facts).thenEvents(added);
    given(opened, added)
      .when({ ...add, directiveIds: ['two', 'three'] }, facts)
      .thenEvents({ ...added, directiveIds: ['three'] });
    given(opened)
      .when({ ...add, directiveIds: ['stranger'] }, facts)
      .thenRejected('campaign.directive-unknown', { id: 'stranger' });
    const many = Array.from({ length: 2001 }, (_, i) => `${i}`);
    given(opened)
      .when({ ...add, directiveIds: many }, facts)
      .thenRejected('campaign.too-many-directives', { limit: 2000 });
  });
  it('lets directives go with a reason', () => {
    const remove = {
      type: 'RemoveDirectives',
      ...on('2022-11-02'),
      directiveIds: ['two'],
      reason: '另案督办',
    } as const;
    given(opened, added)
      .when(remove, facts)
      .thenEvents({ ...remove, type: 'DirectivesRemoved' });
    given(opened).when(remove, facts).thenNothing();
    given(opened, added)
      .when({ ...remove, reason: ' ' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
  });
  it('is amended with a reason, unless nothing changes', () => {
    const amend = {
      type: 'AmendCampaign',
      ...on('2022-11-02'),
      ...terms,
      endDate: '2022-12-31',
      reason: '延至年底',
    } as const;
    given(opened)
      .when(amend, facts)
      .thenEvents({ ...amend, type: 'CampaignAmended' });
    given(opened)
      .when({ ...amend, endDate: '2022-12-25' }, facts)
      .thenNothing();
  });
  it('is closed once, and then stays as it is', () => {
    given(opened)
      .when({ ...closed, type: 'CloseCampaign' }, facts)
      .thenEvents(closed);
    given(opened, closed).when(add, facts).thenRejected('campaign.closed');
    given().when(add, facts).thenRejected('campaign.not-found');
  });
  it('does not fold what cannot have happened', () => {
    const events: readonly CampaignEvent[] = [opened, closed, added];
    expect(() => events.reduce(campaignDecider.evolve, campaignDecider.initialState)).toThrow('damaged');
  });
});

describe('the countdown', () => {
  const on = (today: string) => countdown(terms, today, chinaCalendar);
  it('counts from day 1 to the last day, working days by the calendar', () => {
    expect(on('2022-10-27')).toMatchObject({ day: 1, days: 60, daysLeft: 59 });
    expect(on('2022-11-20')).toMatchObject({ day: 25, daysLeft: 35, workingDaysLeft: 25 });
    expect(on('2022-12-25')).toMatchObject({ day: 60, daysLeft: 0, workingDaysLeft: 0 });
  });
  it('has not begun before the start, and stays at its end', () => {
    expect(on('2022-10-20')).toMatchObject({ day: 0, days: 60 });
    expect(on('2023-01-01')).toMatchObject({ day: 60, daysLeft: -7, workingDaysLeft: 0 });
  });
  it('tells the last working day when the end is none', () => {
    expect(on('2022-11-20').lastWorkingDay).toBe('2022-12-23');
    expect(countdown({ ...terms, endDate: '2022-12-23' }, '2022-11-20', chinaCalendar).lastWorkingDay).toBe(
      '2022-12-23',
    );
  });
});
