import type { EntityManager } from 'typeorm';
import type { TaskEvent } from '#libs/directives';
import type { ProjectedTable, Projection, Refold, StoredEvent } from '#libs/event-store';

export const LEDGER_TABLE = `
  CREATE TABLE ledger (
    task_id uuid PRIMARY KEY,
    version int NOT NULL,
    status text NOT NULL,
    title text NOT NULL,
    lead_unit uuid NOT NULL,
    percent int NOT NULL,
    due date
  );
  CREATE INDEX ledger_lead_unit ON ledger (lead_unit, due);`;

export interface LedgerRow {
  version: number;
  status: string;
  title: string;
  lead_unit: string;
  percent: number;
  due: string | null;
}

/** The smallest ledger that is one: a row a task, as it stands. What every variant of the bench makes. */
export function foldLedger(before: LedgerRow | undefined, event: TaskEvent): LedgerRow {
  if (event.type === 'TaskAssigned') {
    const { title, leadUnit: lead_unit, deadline } = event;
    return { version: 1, status: 'assigned', title, lead_unit, percent: 0, due: deadline?.date ?? null };
  }
  if (!before) throw new Error(`${event.type} came before the assignment`);
  const row = { ...before, version: before.version + 1 };
  if (event.type === 'TaskSignedFor') row.status = 'signed-for';
  if (event.type === 'ProgressReported')
    Object.assign(row, { status: 'active', percent: event.percent ?? row.percent });
  if (event.type === 'CompletionClaimed') row.status = 'in-review';
  if (event.type === 'TaskClosed') Object.assign(row, { status: 'closed', percent: 100 });
  return row;
}

const LEDGER: ProjectedTable = {
  name: 'ledger',
  columns: ['task_id', 'version', 'status', 'title', 'lead_unit', 'percent', 'due'],
};

export class Ledger implements Projection {
  readonly name = 'ledger';
  readonly start = 'origin';
  readonly shape = 1;
  readonly tables = [LEDGER];

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const found: (LedgerRow & { task_id: string })[] = await manager.query(
      'SELECT task_id, version, status, title, lead_unit, percent, due::text FROM ledger WHERE task_id = ANY ($1)',
      [[...new Set(events.map(({ streamId }) => streamId))]],
    );
    const rows = new Map<string, LedgerRow>(found.map((row) => [row.task_id, row]));
    for (const { streamId, event } of events) rows.set(streamId, foldLedger(rows.get(streamId), event as TaskEvent));
    await manager.query(
      `INSERT INTO ledger SELECT * FROM jsonb_populate_recordset(NULL::ledger, $1) ON CONFLICT (task_id) DO UPDATE
       SET version = excluded.version, status = excluded.status, percent = excluded.percent`,
      [JSON.stringify([...rows].map(([task_id, row]) => ({ task_id, ...row })))],
    );
  }

  refold(): Refold {
    const rows = new Map<string, LedgerRow>();
    return {
      take({ streamId, event }) {
        rows.set(streamId, foldLedger(rows.get(streamId), event as TaskEvent));
      },
      *standing() {
        for (const [id, { version, status, title, lead_unit, percent, due }] of rows)
          yield [LEDGER, [id, version, status, title, lead_unit, percent, due]];
      },
    };
  }
}
