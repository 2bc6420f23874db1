import {
  DEFAULT_LABEL,
  type DirectiveState,
  type Id,
  isCleared,
  LABELS,
  type Label,
  type TaskState,
} from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';

/** Where an item lies, as far as rights are concerned. A proposed directive lies nowhere yet: the office alone sees it. */
export interface Placement {
  readonly leadUnit: Id | null;
  readonly coUnits: readonly Id[];
  readonly leaderInCharge: Id | null;
  /** Absent: `DEFAULT_LABEL`. */
  readonly label?: Label;
}

/** Where only the office looks. */
export const nowhere: Placement = { leadUnit: null, coUnits: [], leaderInCharge: null };

export function placementOf(item: DirectiveState | TaskState): Placement {
  if ('leadUnit' in item) return item;
  return 'label' in item && item.label ? { ...nowhere, label: item.label } : nowhere;
}

/**
 * A person sees an item when a post they hold lies in, or above, its lead unit or a co-unit,
 * or is its leader in charge, or lies in the supervision office; and in each case only up to the label they are cleared for.
 */
export function maySee(viewer: Viewer, item: Placement): boolean {
  if (!isCleared(viewer.clearance, item.label ?? DEFAULT_LABEL)) return false;
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

/** `maySee` as a condition on rows `alias` that have `lead_unit`, `co_units`, `leader_in_charge` and `label`. */
export function visibleTo(viewer: Viewer, alias: string): Condition {
  const [cleared, labels] = clearedFor(viewer, alias);
  if (viewer.isOffice) return [cleared, labels];
  return [
    `(${alias}.lead_unit = ANY (:visibleUnitIds::uuid[])
      OR ${alias}.co_units && :visibleUnitIds::uuid[]
      OR ${alias}.leader_in_charge = ANY (:leaderPostIds::uuid[])) AND ${cleared}`,
    { visibleUnitIds: viewer.visibleUnitIds, leaderPostIds: viewer.leaderPostIds, ...labels },
  ];
}

/** That rows `alias` have no label above the viewer's clearance. */
export function clearedFor({ clearance }: Viewer, alias: string): Condition {
  const labels = LABELS.filter((label) => isCleared(clearance, label));
  return labels.length === LABELS.length
    ? ['true', {}]
    : [`${alias}.label = ANY (:clearedLabels)`, { clearedLabels: labels }];
}
