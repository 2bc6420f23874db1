import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { defaultThresholds } from '../lights/light.ts';
import { PRESETS } from '../reminders/presets.ts';
import { settingsDecider } from './decide.ts';
import { ladderFor, ladderNamed, laddersOf, noSettings, presentCalendar } from './state.ts';

const { given } = specification(settingsDecider);
const [usual] = PRESETS;
if (!usual) throw new Error('There is a preset');
const steps = usual.steps.slice(0, 2);
const strict = { ...on('2022-11-01'), name: 'strict', title: { zh: '从严', en: 'Strict' }, steps };
const ladderSet = { type: 'LadderSet', ...strict } as const;

describe('the ladders of an office', () => {
  it('are written, and changed, each time under the next version', () => {
    given()
      .when({ ...strict, type: 'SetLadder' }, undefined)
      .thenEvents(ladderSet);
    const { state } = given(ladderSet, { ...ladderSet, ...on('2022-11-02'), steps: usual.steps });
    expect(ladderNamed(state, 'strict')).toMatchObject({ version: 2, since: on('2022-11-02').at, steps: usual.steps });
  });
  it('of a preset’s name take its place; the other presets stay', () => {
    const { state } = given({ ...ladderSet, name: 'default' });
    expect(laddersOf(state).map(({ name, version }) => `${name} ${version}`)).toEqual([
      '13710 0',
      'default 1',
      'monthly 0',
      'weekly 0',
    ]);
    expect(ladderFor(state, 'no such ladder').steps).toEqual(steps);
  });
  it('a preset that is set to what it is stays a preset', () => {
    const { name, title } = usual;
    given()
      .when({ type: 'SetLadder', ...on('2022-11-01'), name, title, steps: usual.steps }, undefined)
      .thenNothing();
  });
  it('have steps, each with a name of its own', () => {
    given()
      .when({ ...strict, type: 'SetLadder', steps: [] }, undefined)
      .thenRejected('settings.ladder-empty');
    const twice = [...steps, ...steps.slice(0, 1)];
    given()
      .when({ ...strict, type: 'SetLadder', steps: twice }, undefined)
      .thenRejected('settings.rule-twice', { rule: 'sign-for' });
    const untitled = { ...strict, type: 'SetLadder', title: { zh: ' ', en: 'Strict' } } as const;
    given().when(untitled, undefined).thenRejected('text.missing');
  });
  it('of the presets all have different rules within', () => {
    for (const { name, steps: own } of laddersOf(noSettings))
      expect(new Set(own.map(({ rule }) => rule)).size, name).toBe(own.length);
  });
});

describe('the thresholds of lights', () => {
  const thresholds = { ...defaultThresholds, dueSoonWorkingDays: 5, silentDays: 7 };
  const set = { type: 'SetLightThresholds', ...on('2022-11-01'), thresholds } as const;

  it('are those of a new deployment until the office sets others', () => {
    expect(noSettings.thresholds).toEqual(defaultThresholds);
    const event = { type: 'LightThresholdsSet', ...on('2022-11-01'), thresholds } as const;
    given().when(set, undefined).thenEvents(event);
    expect(given(event).state.thresholds).toEqual(thresholds);
    given(event).when(set, undefined).thenNothing();
  });
  it('that are the present ones change nothing', () => {
    given()
      .when({ ...set, thresholds: { ...defaultThresholds } }, undefined)
      .thenNothing();
  });
});

describe('the working calendar in force', () => {
  const days = { from: 2021, to: 2032, known: [2021, 2022], rest: ['2022-10-03'], worked: ['2022-10-08'] };
  const adopt = { type: 'AdoptCalendar', ...on('2022-11-01'), edition: 'cn/chinese-days-1.4.9', days } as const;
  const adopted = { ...adopt, type: 'CalendarAdopted', calendar: 'cn' } as const;
  const newer = { ...adopt, edition: 'cn/chinese-days-1.4.10' } as const;

  it('is told of once an edition, with what it says of the years around', () => {
    given().when(adopt, undefined).thenEvents(adopted);
    given(adopted).when(adopt, undefined).thenNothing();
    expect(presentCalendar(given(adopted).state)).toEqual({ edition: adopt.edition, since: adopt.at, days });
    expect(presentCalendar(noSettings)).toBeNull();
  });
  it('is the newest edition: an older server beside does not bring the older one back', () => {
    const newerAdopted = { ...newer, type: 'CalendarAdopted', calendar: 'cn' } as const;
    given(adopted).when(newer, undefined).thenEvents(newerAdopted);
    given(adopted, newerAdopted).when(adopt, undefined).thenNothing();
  });
  it('is another one when the deployment names another', () => {
    const edition = 'US/date-holidays-3.0.0';
    given(adopted)
      .when({ ...adopt, edition }, undefined)
      .thenEvents({ ...adopted, calendar: 'US', edition });
  });
});
