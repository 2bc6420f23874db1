import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { TaskSkeleton } from '#libs/contracts';
import { useRows } from '../../api/get-ledger.ts';
import type { PastMoment } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useKeys } from '../../keys/registry.ts';
import { LIGHTS, Light } from '../../ui/light.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import styles from './board.module.css';
import { Card } from './card.tsx';

/** So many cards of a column at first, and more when asked for. */
const SHOWN = 20;

interface Props {
  readonly skeleton: TaskSkeleton;
  readonly by: 'lights' | 'states';
  readonly as_of?: PastMoment | undefined;
}

/** The ledger in columns, one for each light or state that any task has; a card moves when its task does, not by hand. */
export function Board({ skeleton: { columns, lights, statuses }, by, as_of }: Props) {
  const { t } = useTexts();
  const board = useRef<HTMLDivElement>(null);
  const positionsWith = (places: readonly number[], wanted: number) =>
    columns.position.filter((_, row) => places[row] === wanted);
  const shown =
    by === 'lights'
      ? LIGHTS.map((light) => ({
          name: light,
          heading: <Light light={light} />,
          positions: positionsWith(columns.light, lights.indexOf(light)),
        }))
      : statuses.map((status, place) => ({
          name: status,
          heading: t(`terms.taskStatus.${status}`),
          positions: positionsWith(columns.status, place),
        }));

  function move(across: number, down: number) {
    const lists = [...(board.current?.querySelectorAll('section') ?? [])].map((column) => [
      ...column.querySelectorAll<HTMLElement>('[data-card]'),
    ]);
    const isHere = (link: HTMLElement) => link === document.activeElement;
    const column = lists.findIndex((links) => links.some(isHere));
    const card = lists[column]?.findIndex(isHere) ?? 0;
    const links = column < 0 ? lists[0] : lists[Math.min(Math.max(column + across, 0), lists.length - 1)];
    links?.[column < 0 ? 0 : Math.min(Math.max(card + down, 0), links.length - 1)]?.focus();
  }
  useKeys(t('web.ledger.layouts.lights'), [
    { keys: 'j', label: t('web.ledger.keys.nextCard'), run: () => move(0, 1) },
    { keys: 'k', label: t('web.ledger.keys.previousCard'), run: () => move(0, -1) },
    { keys: 'l', label: t('web.ledger.keys.nextColumn'), run: () => move(1, 0) },
    { keys: 'h', label: t('web.ledger.keys.previousColumn'), run: () => move(-1, 0) },
  ]);
  return (
    <Scroll label={t('web.ledger.table')}>
      <div className={styles.board} ref={board}>
        {shown
          .filter(({ positions }) => positions.length > 0)
          .map(({ name, heading, positions }) => (
            <section key={name} className={styles.column} aria-labelledby={`column-${name}`}>
              <h2 id={`column-${name}`}>
                {heading} <b>{positions.length}</b>
              </h2>
              <Cards positions={positions} as_of={as_of} by={by} />
            </section>
          ))}
      </div>
    </Scroll>
  );
}

function Cards({ positions, as_of, by }: { positions: readonly number[] } & Pick<Props, 'as_of' | 'by'>) {
  const { t } = useTexts();
  const [count, show] = useState(SHOWN);
  const shown = positions.slice(0, count);
  const rows = useRows(positions, 0, shown.length - 1, as_of);
  return (
    <>
      <ul className="plain">
        {shown.map((position) => {
          const task = rows.get(position);
          return (
            <li key={position} className={styles.card} aria-busy={!task}>
              {task ? <Card task={task} by={by} /> : '…'}
            </li>
          );
        })}
      </ul>
      {positions.length > count && (
        <Button variant="default" size="compact-sm" onClick={() => show(count + 50)}>
          {t('web.ledger.moreCards', { count: positions.length - count })}
        </Button>
      )}
    </>
  );
}
