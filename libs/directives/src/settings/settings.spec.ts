import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { PRESETS } from '../reminders/presets.ts';
import { settingsDecider } from './decide.ts';
import { ladderFor, ladderNamed, laddersOf, noSettings } from './state.ts';

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
