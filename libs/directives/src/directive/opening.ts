import { sameValue } from '../same-value.ts';
import type { Deadline } from '../terms.ts';
import { requireText, requireTitle } from '../text.ts';
import type {
  AmendDirective,
  DropDirective,
  IssueDirective,
  ProposeDirective,
  RecomputeDeadline,
  RegisterDirective,
  RequoteDirective,
  ReviseProposal,
} from './commands.ts';
import type { DirectiveEvent } from './events.ts';
import type { DirectiveFacts } from './facts.ts';
import { reject, rejectStatus } from './rejections.ts';
import { type DirectiveState, isOpenDirective } from './state.ts';

export function propose(command: ProposeDirective, directive: DirectiveState): DirectiveEvent[] {
  if (directive.status === 'none')
    return [{ ...command, type: 'DirectiveProposed', title: requireTitle(command.title) }];
  const repeated = directive.readoutId === command.readoutId && sameValue(directive.quote, command.quote);
  return repeated ? [] : reject('directive.exists');
}

export function revise({ at, by, quote, title, clock }: ReviseProposal, directive: DirectiveState): DirectiveEvent[] {
  requireProposed(directive);
  const given = { quote, title: requireTitle(title), clock };
  return sameValue(given, pick(directive, given)) ? [] : [{ type: 'ProposalRevised', at, by, ...given }];
}

/** Whatever has become of it, its words are still somebody's to look up. */
export function requote({ at, by, quote, textHash }: RequoteDirective, directive: DirectiveState): DirectiveEvent[] {
  if (directive.status === 'none') return rejectStatus(directive);
  return sameValue(directive.quote, quote) ? [] : [{ type: 'DirectiveRequoted', at, by, quote, textHash }];
}

export function drop(
  { at, by, reason, into }: DropDirective,
  directive: DirectiveState,
  facts: DirectiveFacts,
): DirectiveEvent[] {
  if (directive.status === 'dropped' && directive.into === into) return [];
  requireProposed(directive);
  if (into !== null && !facts.targetOpen) reject('directive.target-not-open');
  return [{ type: 'DirectiveDropped', at, by, reason: requireText('reason', reason), into }];
}

/** Nothing is registered without the exact words that ordered it. */
export function register(
  command: RegisterDirective,
  directive: DirectiveState,
  facts: DirectiveFacts,
): DirectiveEvent[] {
  const title = requireTitle(command.title);
  const { at, by, leadUnit, coUnits, leaderInCharge, deadline, targets } = command;
  const given = { title, leadUnit, coUnits, leaderInCharge, deadline, targets };
  if (directive.status === 'registered' && sameValue(given, pick(directive, given))) return [];
  requireProposed(directive);
  if (directive.quote.exact.trim() === '') reject('directive.quote-missing');
  if (new Set([leadUnit, ...coUnits]).size <= coUnits.length) reject('directive.unit-twice');
  requireAfterMeeting(deadline, facts);
  const number = requireText('number', facts.number ?? '');
  return [{ type: 'DirectiveRegistered', at, by, number, ...given }];
}

export function issue({ at, by, taskIds }: IssueDirective, directive: DirectiveState): DirectiveEvent[] {
  if (directive.status === 'issued' && sameValue(directive.taskIds, taskIds)) return [];
  if (directive.status !== 'registered') return rejectStatus(directive);
  if (taskIds.length === 0) reject('directive.tasks-missing');
  return [{ type: 'DirectiveIssued', at, by, taskIds }];
}

export function amend(command: AmendDirective, directive: DirectiveState, facts: DirectiveFacts): DirectiveEvent[] {
  if (!isOpenDirective(directive)) return rejectStatus(directive);
  const title = requireTitle(command.title);
  const { at, by, deadline, targets, leaderInCharge } = command;
  const given = { title, deadline, targets, leaderInCharge };
  if (sameValue(given, pick(directive, given))) return [];
  const reason = requireText('reason', command.reason);
  requireAfterMeeting(deadline, facts);
  requireNotBeforeTasks(deadline, facts);
  return [{ type: 'DirectiveAmended', at, by, ...given, reason }];
}

/** Only of a date that was counted by a calendar, or that the calendar has made a day of rest: another one is the office's own to change. */
export function recompute(
  { at, by, deadline }: RecomputeDeadline,
  directive: DirectiveState,
  facts: DirectiveFacts,
): DirectiveEvent[] {
  if (!isOpenDirective(directive)) return rejectStatus(directive);
  if (directive.deadline === null) return reject('directive.not-counted');
  if (directive.deadline.calendarVersion === null && !deadline.confirmedBy) return reject('directive.not-counted');
  if (sameValue(directive.deadline, deadline)) return [];
  requireNotBeforeTasks(deadline, facts);
  return [{ type: 'DirectiveDeadlineRecomputed', at, by, from: directive.deadline.date, deadline }];
}

function requireNotBeforeTasks(deadline: Deadline | null, { latestOpenTaskDue: latest }: DirectiveFacts): void {
  if (deadline !== null && latest !== null && deadline.date < latest) {
    reject('directive.due-before-tasks', { date: deadline.date, latest });
  }
}

function requireProposed(
  directive: DirectiveState,
): asserts directive is Extract<DirectiveState, { status: 'proposed' }> {
  if (directive.status === 'proposed') return;
  if (isOpenDirective(directive)) reject('directive.not-proposed', { number: directive.number });
  rejectStatus(directive);
}

function requireAfterMeeting(deadline: Deadline | null, { meetingDate }: DirectiveFacts): void {
  if (deadline === null || deadline.date >= meetingDate) return;
  reject('directive.due-before-meeting', { date: deadline.date, meetingDate });
}

/** Of the directive, what the command gives. */
function pick<Given extends object>(directive: Given, given: Given): Given {
  return Object.fromEntries(Object.keys(given).map((key) => [key, directive[key as keyof Given]])) as Given;
}
