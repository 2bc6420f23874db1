import {
  type DirectiveCommand,
  type DirectiveEvent,
  type DirectiveFacts,
  type DirectiveState,
  directiveDecider,
  type ExistingDirective,
  type ExistingTask,
  type Id,
  organisationDecider,
  type TaskCommand,
  type TaskEvent,
  type TaskFacts,
  type TaskState,
  taskDecider,
} from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import type { Action } from '../access/policy.ts';
import { placementOf } from '../read-models/visibility.ts';
import type { Draft, DraftStream } from './draft.ts';
import { ORGANISATION_STREAM } from './stream-ids.ts';

/** A stream that exists: its state is never the initial one. */
type Existing<
  C extends TaskCommand | DirectiveCommand,
  S,
  E extends TaskEvent | DirectiveEvent,
  F,
  There extends S,
> = DraftStream<C, S, E, F> & { readonly state: There };
export type TaskInDraft = Existing<TaskCommand, TaskState, TaskEvent, TaskFacts, ExistingTask>;
export type DirectiveInDraft = Existing<
  DirectiveCommand,
  DirectiveState,
  DirectiveEvent,
  DirectiveFacts,
  ExistingDirective
>;

/**
 * The task a command is for. Throws `item.not-found` when there is none or the viewer may not see it, `access.denied`
 * when they may not do this, `version.stale` when they meant another version.
 */
export async function taskFor(draft: Draft, id: Id, action: Action): Promise<TaskInDraft> {
  const task = await draft.open(taskDecider, id);
  if (task.state.status === 'none') throw new Rejection('item.not-found');
  draft.permit(action, placementOf(task.state));
  draft.requireVersion(task);
  return task as TaskInDraft;
}

/** The directive a command is for; throws as `taskFor` does. */
export async function directiveFor(draft: Draft, id: Id, action: Action): Promise<DirectiveInDraft> {
  const directive = await draft.open(directiveDecider, id);
  if (directive.state.status === 'none') throw new Rejection('item.not-found');
  draft.permit(action, placementOf(directive.state));
  draft.requireVersion(directive);
  return directive as DirectiveInDraft;
}

/**
 * Throws `unit.unknown` or `post.unknown` for ids that are not in the organisation, with `pointer` to the field that
 * named it. A leader in charge is a post whose duty is `leader`.
 */
export async function requireKnown(
  draft: Draft,
  units: readonly { readonly id: Id; readonly pointer: string }[],
  leaderInCharge: Id | null = null,
): Promise<void> {
  const { state } = await draft.open(organisationDecider, ORGANISATION_STREAM);
  for (const { id, pointer } of units) {
    if (!state.units[id]) throw new Rejection('unit.unknown', { id, pointer });
  }
  if (leaderInCharge !== null && state.posts[leaderInCharge]?.duty !== 'leader') {
    throw new Rejection('post.unknown', { id: leaderInCharge, pointer: '/leaderInCharge' });
  }
}

/** The units a body names, each with the place where it does. */
export function unitsIn(body: { leadUnit: Id; coUnits: readonly Id[] }, at = ''): { id: Id; pointer: string }[] {
  return [
    { id: body.leadUnit, pointer: `${at}/leadUnit` },
    ...body.coUnits.map((id, i) => ({ id, pointer: `${at}/coUnits/${i}` })),
  ];
}
