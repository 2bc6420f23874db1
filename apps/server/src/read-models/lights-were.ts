import type { EntityManager } from 'typeorm';
import { type Id, type LightChanges, type LightContext, lightChanges, type TaskState } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { Position } from '#libs/event-store';

/** When a light would have changed, as it was reckoned until the event at a position set other thresholds, or brought another calendar. */
export interface LightsWere extends Pick<LightChanges, 'dueSoonAt' | 'behindAt'> {
  readonly until: Position;
}

/** What of a task's row follows from the thresholds and the calendar. */
export interface Reckoned extends Pick<LightChanges, 'dueSoonAt' | 'behindAt'> {
  readonly state: TaskState;
  readonly lightsWere: readonly LightsWere[] | null;
}

/** Tasks reckoned anew at a time. */
const PORTION = 1_000;

/** The row as it is by other settings from a position on; null when they change nothing for it. */
export function revised(
  { state, dueSoonAt, behindAt, lightsWere }: Reckoned,
  context: LightContext,
  until: Position,
): Pick<Reckoned, 'dueSoonAt' | 'behindAt' | 'lightsWere'> | null {
  if (state.status === 'none') return null;
  const now = lightChanges(state, context);
  if (now.dueSoonAt === dueSoonAt && now.behindAt === behindAt) return null;
  return {
    ...{ dueSoonAt: now.dueSoonAt, behindAt: now.behindAt },
    lightsWere: [...(lightsWere ?? []), { until, dueSoonAt, behindAt }],
  };
}

/** Reckons the light of every standing row anew, keeping what it was until that position. */
export async function reviseStandingRows(
  manager: EntityManager,
  context: LightContext,
  until: Position,
): Promise<void> {
  for (let after: Id | null = null; ; ) {
    const rows: Row[] = await manager.query(
      `SELECT id, state, due_soon_at, behind_at, lights_were FROM task_row
       WHERE valid_to IS NULL AND status NOT IN ('closed', 'ended') AND ($1::uuid IS NULL OR id > $1)
       ORDER BY id LIMIT ${PORTION}`,
      [after],
    );
    after = rows.at(-1)?.id ?? null;
    if (after === null) return;
    const changed = rows.flatMap(({ id, state, due_soon_at, behind_at, lights_were }) => {
      const [dueSoonAt, behindAt] = [instantOf(due_soon_at), instantOf(behind_at)];
      const by = revised({ state, dueSoonAt, behindAt, lightsWere: lights_were }, context, until);
      return by ? { id, due_soon_at: by.dueSoonAt, behind_at: by.behindAt, lights_were: by.lightsWere } : [];
    });
    await manager.query(
      `UPDATE task_row AS row
       SET due_soon_at = by.due_soon_at, behind_at = by.behind_at, lights_were = by.lights_were
       FROM jsonb_to_recordset($1) AS by (id uuid, due_soon_at timestamptz, behind_at timestamptz, lights_were jsonb)
       WHERE row.id = by.id AND row.valid_to IS NULL`,
      [JSON.stringify(changed)],
    );
  }
}

interface Row {
  id: Id;
  state: TaskState;
  due_soon_at: Date | null;
  behind_at: Date | null;
  lights_were: LightsWere[] | null;
}

function instantOf(at: Date | null): Instant | null {
  return at === null ? null : at.toISOString();
}
