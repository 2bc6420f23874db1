import type { Decider } from '#libs/event-sourcing';
import type { DirectiveCommand } from './commands.ts';
import { cancel, close, merge, reopen, supersede } from './ending.ts';
import type { DirectiveEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { DirectiveFacts } from './facts.ts';
import { label } from './labelling.ts';
import { amend, drop, issue, propose, recompute, register, requote, revise } from './opening.ts';
import { type DirectiveState, noDirective } from './state.ts';

/** One matter that a meeting decided (督办事项): its quote, its number, its date. Tasks carry it out. */
export const directiveDecider: Decider<DirectiveCommand, DirectiveState, DirectiveEvent, DirectiveFacts> = {
  name: 'directive',
  shape: 2,
  initialState: noDirective,
  evolve,
  decide(command, directive, facts) {
    switch (command.type) {
      case 'ProposeDirective':
        return propose(command, directive);
      case 'ReviseProposal':
        return revise(command, directive);
      case 'RequoteDirective':
        return requote(command, directive);
      case 'DropDirective':
        return drop(command, directive, facts);
      case 'RegisterDirective':
        return register(command, directive, facts);
      case 'IssueDirective':
        return issue(command, directive);
      case 'AmendDirective':
        return amend(command, directive, facts);
      case 'RecomputeDeadline':
        return recompute(command, directive, facts);
      case 'MergeDirective':
        return merge(command, directive, facts);
      case 'SupersedeDirective':
        return supersede(command, directive, facts);
      case 'CancelDirective':
        return cancel(command, directive);
      case 'CloseDirective':
        return close(command, directive, facts);
      case 'ReopenDirective':
        return reopen(command, directive);
      case 'LabelDirective':
        return label(command, directive);
    }
    return command satisfies never;
  },
};
