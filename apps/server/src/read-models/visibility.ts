import type { DirectiveState, Id, TaskState } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';

/** Where an item lies, as far as rights are concerned. A proposed directive lies nowhere yet: the office alone sees it. */
export interface Placement {
  readonly leadUnit: Id | null;
  readonly coUnits: readonly Id[];
  readonly leaderInCharge: Id | null;
}

/** Where only the office looks. */
export const nowhere: Placement = { leadUnit: null, coUnits: [], leaderInCharge: null };

export function placementOf(item: DirectiveState | TaskState): Placement {
  return 'leadUnit' in item ? item : nowhere;
}

/**
 * A person sees an item when a post they hold lies in, or above, its lead unit or a co-unit,
 * or is its leader in charge, or lies in the supervision office.
 */
export function maySee(viewer: Viewer, item: Placement): boolean {
  const sees = (unit: Id | null) => unit !== null && viewer.visibleUnitIds.includes(unit);
  return (
    viewer.isOffice ||
    sees(item.leadUnit) ||
    item.coUnits.some(sees) ||
    (item.leaderInCharge !== null && viewer.leaderPostIds.includes(item.leaderInCharge))
  );
}

/** A condition of SQL with its named parameters, for `andWhere`. */
export type Condition = [sql: string, parameters: Record<string, unknown>];

/** `maySee` as a condition on rows `alias` that have `lead_unit`, `co_units` and `leader_in_charge`. */
export function visibleTo(viewer: Viewer, alias: string): Condition {
  if (viewer.isOffice) return ['true', {}];
  return [
    `(${alias}.lead_unit = ANY (:visibleUnitIds::uuid[])
      OR ${alias}.co_units && :visibleUnitIds::uuid[]
      OR ${alias}.leader_in_charge = ANY (:leaderPostIds::uuid[]))`,
    { visibleUnitIds: viewer.visibleUnitIds, leaderPostIds: viewer.leaderPostIds },
  ];
}
