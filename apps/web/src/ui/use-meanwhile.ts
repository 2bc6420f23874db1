import { useState } from 'react';
import { type Failure, hasStatus } from '../api/problem.ts';

/** The item that a form is filled in for, as it was read last. */
export interface Ground {
  readonly version: number;
  /** What people decide by, under the names that they read: `{ Title: 'Roads' }`. */
  readonly shown: Readonly<Record<string, string>>;
  /** Whether any change of the item matters, and not only one of what is shown. */
  readonly isWhole?: boolean;
}

export interface Meanwhile {
  /** Somebody has changed what the form was opened for, and nobody has said yet that they looked. */
  readonly isStale: boolean;
  /** The version that was looked at last. */
  readonly seen: number;
  /** The version that is meant when it is sent now. */
  readonly version: number;
  readonly changes: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** To be called when it is sent: whoever sends has looked at what is shown. */
  readonly look: () => void;
}

/**
 * What others change of an item while a form for it is open, heard live or by a refusal (412). Nothing that was typed is
 * touched, and nothing is sent for a version whose changes were not shown before.
 */
export function useMeanwhile(now: Ground, problem: Failure | null): Meanwhile {
  const [seen, see] = useState(now);
  const refused = hasStatus(problem, 412) ? (problem.problem.currentVersion ?? now.version) : 0;
  const version = Math.max(now.version, refused);
  const changes = Object.entries(now.shown).flatMap(([name, to]) => {
    const from = seen.shown[name] ?? '';
    return from === to ? [] : { name, from, to };
  });
  const isStale = refused > seen.version || changes.length > 0 || (now.isWhole === true && now.version > seen.version);
  return { isStale, seen: seen.version, version, changes, look: () => see({ ...now, version }) };
}
