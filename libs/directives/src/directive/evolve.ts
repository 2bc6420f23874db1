import type { DirectiveEvent } from './events.ts';
import type { DirectiveState, IssuedDirective, RegisteredFields } from './state.ts';

/** Folds one event of a directive. Throws on a history that `decide` cannot have given: a damaged stream. */
export function evolve(state: DirectiveState, event: DirectiveEvent): DirectiveState {
  const version = state.version + 1;
  switch (event.type) {
    case 'DirectiveProposed': {
      const { type, at, by, ...given } = event;
      return { status: 'proposed', version, ...given, proposedAt: at };
    }
    case 'ProposalRevised': {
      if (state.status !== 'proposed') return impossible(state, event);
      const { quote, title, clock } = event;
      return { ...state, version, quote, title, clock };
    }
    case 'DirectiveRequoted':
      if (state.status === 'none') return impossible(state, event);
      return { ...state, version, quote: event.quote };
    case 'DirectiveDropped':
      if (state.status !== 'proposed') return impossible(state, event);
      return { ...state, status: 'dropped', version, droppedAt: event.at, into: event.into };
    case 'DirectiveRegistered': {
      if (state.status !== 'proposed') return impossible(state, event);
      const { type, at, by, ...given } = event;
      const added = { originalDeadline: event.deadline, registeredAt: at, taskIds: [] };
      return { ...state, ...given, ...added, status: 'registered', version };
    }
    case 'DirectiveIssued':
      if (state.status !== 'registered') return impossible(state, event);
      return { ...state, status: 'issued', version, taskIds: event.taskIds, issuedAt: event.at };
    case 'DirectiveAmended': {
      if (state.status !== 'registered' && state.status !== 'issued') return impossible(state, event);
      const { title, deadline, targets, leaderInCharge } = event;
      return { ...state, version, title, deadline, targets, leaderInCharge };
    }
    case 'DirectiveDeadlineRecomputed':
      if (state.status !== 'registered' && state.status !== 'issued') return impossible(state, event);
      return { ...state, version, deadline: event.deadline };
    case 'DirectiveMerged':
      return { ...registered(state, event), status: 'merged', version, endedAt: event.at, into: event.into };
    case 'DirectiveSuperseded':
      return {
        ...registered(state, event),
        status: 'superseded',
        version,
        endedAt: event.at,
        successor: event.successor,
      };
    case 'DirectiveCancelled':
      return { ...registered(state, event), status: 'cancelled', version, endedAt: event.at };
    case 'DirectiveClosed':
      if (state.status !== 'issued') return impossible(state, event);
      return { ...state, status: 'closed', version, closedAt: event.at, kind: event.kind };
    case 'DirectiveReopened': {
      if (state.status !== 'closed') return impossible(state, event);
      const { closedAt, kind, ...issued } = state;
      return { ...issued, status: 'issued', version } satisfies IssuedDirective;
    }
    case 'DirectiveLabelled':
      if (state.status === 'none') return impossible(state, event);
      return { ...state, version, label: event.label };
  }
  return event satisfies never;
}

function registered(state: DirectiveState, event: DirectiveEvent): RegisteredFields {
  return state.status === 'registered' || state.status === 'issued' ? state : impossible(state, event);
}

function impossible(state: DirectiveState, event: DirectiveEvent): never {
  throw new Error(
    `${event.type} cannot follow version ${state.version} of a directive that is ${state.status}: the stream is damaged.`,
  );
}
