import { Checkbox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import {
  createColumnHelper,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TaskRow } from '#libs/contracts';
import { useRows } from '../../api/get-ledger.ts';
import type { PastMoment } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useKeys } from '../../keys/registry.ts';
import { LightWhy } from '../../ui/light.tsx';
import { ChangedCell, DueCell, NumberCell, PercentCell, TitleCell } from './cells.tsx';
import styles from './ledger.module.css';

const features = tableFeatures({ rowSelectionFeature });
const helper = createColumnHelper<typeof features, TaskRow>();
const ROW_PX = 37;

/** The positions of the rows that are chosen. */
export type Chosen = RowSelectionState;

interface Props {
  /** Every row of the ledger, by the position of its last event. */
  readonly positions: readonly number[];
  /** The moment that is shown; now when left out. */
  readonly as_of?: PastMoment | undefined;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  /** Tells the rows that were read. */
  readonly saw: (tasks: Iterable<TaskRow>) => void;
}

/** A real table, of which only the rows in view exist and are read; on a narrow screen each row is a card. */
export function TaskGrid({ positions, as_of, chosen, choose, saw }: Props) {
  const { t, name } = useTexts();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [present, setPresent] = useState(-1);
  const columns = useMemo(() => columnsOf(t, name), [t, name]);
  const virtual = useVirtualizer({
    count: positions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (index) => positions[index] ?? index,
  });
  const shown = virtual.getVirtualItems();
  const read = useRows(positions, shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0, as_of);
  useEffect(() => saw(read.values()), [read, saw]);
  const table = useTable(
    {
      features,
      columns,
      data: shown.flatMap(({ index }) => read.get(positions[index] ?? 0) ?? []),
      getRowId: ({ position }) => String(position),
      state: { rowSelection: chosen },
      onRowSelectionChange: (next) => choose(typeof next === 'function' ? next(chosen) : next),
    },
    ({ rowSelection }) => ({ rowSelection }),
  );
  const rows = new Map(table.getRowModel().rows.map((row) => [row.original.position, row]));
  const rowAt = (index: number) => rows.get(positions[index] ?? 0);

  function move(by: 1 | -1) {
    const next = Math.min(Math.max(present + by, 0), positions.length - 1);
    setPresent(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus());
  }
  useKeys(t('web.ledger.table'), [
    { keys: 'j', label: t('web.ledger.keys.next'), run: () => move(1) },
    { keys: 'k', label: t('web.ledger.keys.previous'), run: () => move(-1) },
    {
      keys: 'x',
      label: t('web.ledger.keys.select'),
      run: () => rowAt(present)?.toggleSelected(),
    },
    {
      keys: 'o',
      label: t('web.ledger.keys.open'),
      run: () => {
        const taskId = rowAt(present)?.original.id;
        if (taskId) void navigate({ to: '/tasks/$taskId', params: { taskId } });
      },
    },
  ]);
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);

  return (
    <section ref={scroller} className={styles.scroller} tabIndex={-1} aria-label={t('web.ledger.table')}>
      <table className={styles.table} aria-rowcount={positions.length + 1}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" data-column={header.column.id}>
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {shown.map(({ index }) => {
            const row = rowAt(index);
            if (!row) return <Awaited key={positions[index]} index={index} />;
            return (
              <tr
                key={row.id}
                ref={virtual.measureElement}
                data-index={index}
                data-chosen={chosen[row.id] || undefined}
                data-present={index === present || undefined}
                aria-rowindex={index + 2}
                onFocus={() => setPresent(index)}
              >
                {row.getAllCells().map((cell) => (
                  <td
                    key={cell.id}
                    data-column={cell.column.id}
                    data-label={t(`web.ledger.columns.${cell.column.id}` as 'web.ledger.columns.number')}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
    </section>
  );
}

/** A row that is in view and still being read. */
function Awaited({ index }: { index: number }) {
  return (
    <tr data-index={index} aria-rowindex={index + 2} aria-busy="true">
      <td colSpan={9} className="muted">
        …
      </td>
    </tr>
  );
}

/** Stands for the rows that are out of view. */
function Spacer({ height }: { height: number }) {
  return (
    <tr className={styles.spacer} style={{ height }}>
      <td />
    </tr>
  );
}

type Texts = ReturnType<typeof useTexts>;

function columnsOf(t: Texts['t'], name: Texts['name']) {
  const heading = (column: 'number' | 'title' | 'unit' | 'due' | 'light' | 'percent' | 'status' | 'changed') =>
    t(`web.ledger.columns.${column}`);
  return helper.columns([
    helper.display({
      id: 'select',
      header: () => <span className="hidden-text">{t('web.ledger.columns.select')}</span>,
      cell: ({ row }) => (
        <Checkbox
          checked={row.getIsSelected()}
          onChange={(event) => row.toggleSelected(event.currentTarget.checked)}
          aria-label={t('web.ledger.select', { number: row.original.number })}
        />
      ),
    }),
    helper.display({ id: 'number', header: heading('number'), cell: ({ row }) => <NumberCell task={row.original} /> }),
    helper.display({ id: 'title', header: heading('title'), cell: ({ row }) => <TitleCell task={row.original} /> }),
    helper.display({ id: 'unit', header: heading('unit'), cell: ({ row }) => name(row.original.leadUnit.name) }),
    helper.display({ id: 'due', header: heading('due'), cell: ({ row }) => <DueCell task={row.original} /> }),
    helper.display({ id: 'light', header: heading('light'), cell: ({ row }) => <LightWhy task={row.original} /> }),
    helper.display({
      id: 'percent',
      header: heading('percent'),
      cell: ({ row }) => <PercentCell task={row.original} />,
    }),
    helper.display({
      id: 'status',
      header: heading('status'),
      cell: ({ row }) => t(`terms.taskStatus.${row.original.status}`),
    }),
    helper.display({
      id: 'changed',
      header: heading('changed'),
      cell: ({ row }) => <ChangedCell task={row.original} />,
    }),
  ]);
}
