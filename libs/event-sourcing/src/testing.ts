import assert from 'node:assert/strict';
import type { Command, Decider, DomainEvent } from './decider.ts';
import { Rejection } from './rejection.ts';

/**
 * Tests of a decider that read as sentences:
 *
 *     const { given } = specification(taskDecider);
 *     given(assigned).when(signFor, facts).thenEvents(signedFor);
 *
 * An accepted command is always sent a second time too, onto the state it led to, and must then give no events.
 */
export function specification<C extends Command, S, E extends DomainEvent, Facts>(decider: Decider<C, S, E, Facts>) {
  const fold = (state: S, events: readonly E[]) =>
    events.reduce((folded, event) => decider.evolve(folded, event), state);

  return {
    given(...history: readonly E[]) {
      const state = fold(decider.initialState, history);
      return {
        /** For what is told by the state and not by events. */
        state,
        when(command: C, facts: Facts) {
          return {
            /** Accepted, with exactly these events. */
            thenEvents(...expected: readonly E[]) {
              const events = decider.decide(command, state, facts);
              assert.deepEqual(events, expected);
              assert.notEqual(events.length, 0, 'No events are expected: say thenNothing().');
              assert.deepEqual(JSON.parse(JSON.stringify(events)), events, 'These events do not survive being stored.');
              const repeated = decider.decide(command, fold(state, events), facts);
              assert.deepEqual(repeated, [], 'A second time it should have given no events.');
            },
            /** Accepted, without events: it is already so. */
            thenNothing() {
              assert.deepEqual(decider.decide(command, state, facts), []);
            },
            /** Not allowed, with this code and, where given, these params of its sentence. */
            thenRejected(code: string, params?: Rejection['params']) {
              assert.throws(
                () => decider.decide(command, state, facts),
                (error) => {
                  if (!(error instanceof Rejection)) throw error;
                  assert.equal(error.code, code);
                  if (params) assert.deepEqual(error.params, params);
                  return true;
                },
              );
            },
          };
        },
      };
    },
  };
}
