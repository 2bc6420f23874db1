import { describe, expect, it } from 'vitest';
import type { Command, Decider, DomainEvent } from './decider.ts';
import { Rejection } from './rejection.ts';
import { specification } from './testing.ts';

type Open = Command<'Open'>;
type Opened = DomainEvent<'Opened', { times?: number | undefined }>;

const stamp = { at: '2022-10-26T01:00:00.000Z', by: 'wang' };
const open: Open = { type: 'Open', ...stamp };
const opened: Opened = { type: 'Opened', ...stamp };

/** A door that is opened once, and not while it is locked. */
const door: Decider<Open, 'shut' | 'open', Opened, { locked: boolean }> = {
  name: 'door',
  shape: 1,
  initialState: 'shut',
  evolve: () => 'open',
  decide(_, state, { locked }) {
    if (state === 'open') return [];
    if (locked) throw new Rejection('door.locked', { floor: 2 });
    return [opened];
  },
};
const { given } = specification(door);
const unlocked = { locked: false };
const locked = { locked: true };

describe('a specification', () => {
  it('accepts the three right answers', () => {
    given().when(open, unlocked).thenEvents(opened);
    given(opened).when(open, unlocked).thenNothing();
    given().when(open, locked).thenRejected('door.locked', { floor: 2 });
  });
  it('fails on other events, on none, and on a refusal', () => {
    const wrong = { ...opened, by: 'li' };
    expect(() => given().when(open, unlocked).thenEvents(wrong)).toThrow('deep-equal');
    expect(() => given(opened).when(open, unlocked).thenEvents()).toThrow('say thenNothing()');
    expect(() => given().when(open, locked).thenEvents(opened)).toThrow(Rejection);
  });
  it('fails when something happened though nothing should have', () => {
    expect(() => given().when(open, unlocked).thenNothing()).toThrow('deep-equal');
  });
  it('fails when a command was accepted, refused for another reason, or broke', () => {
    expect(() => given().when(open, unlocked).thenRejected('door.locked')).toThrow('Missing expected exception');
    expect(() => given().when(open, locked).thenRejected('door.gone')).toThrow('door.gone');
    expect(() => given().when(open, locked).thenRejected('door.locked', { floor: 3 })).toThrow('deep-equal');
    const broken: typeof door = {
      ...door,
      decide: () => {
        throw new TypeError('no hinges');
      },
    };
    expect(() => specification(broken).given().when(open, locked).thenRejected('door.locked')).toThrow('no hinges');
  });
  it('fails when the same command has a second effect', () => {
    const forgetful = { ...door, evolve: () => 'shut' as const };
    expect(() => specification(forgetful).given().when(open, unlocked).thenEvents(opened)).toThrow('A second time');
  });
  it('fails on an event that JSON cannot carry', () => {
    const lossy = { ...opened, times: undefined };
    const sloppy = { ...door, decide: () => [lossy] };
    expect(() => specification(sloppy).given().when(open, unlocked).thenEvents(lossy)).toThrow('survive');
  });
});
