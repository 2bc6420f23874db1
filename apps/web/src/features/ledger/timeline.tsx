import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TaskRow, TaskSkeleton } from '#libs/contracts';
import { useRows } from '../../api/get-ledger.ts';
import type { PastMoment } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { dateIn, daysAfter, daysBetween, shortDayText } from '../../i18n/dates.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { LightWhy } from '../../ui/light.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import styles from './timeline.module.css';

const WEEKS = 8;
const WEEK = 7;
const SHOWN = 50;
/** The day with which the skeleton's days begin. */
const DAY_0 = '1970-01-01';

interface Props {
  readonly skeleton: TaskSkeleton;
  /** The Monday of the first week; two weeks before the present one when left out. */
  readonly week: string | undefined;
  readonly as_of?: PastMoment | undefined;
  readonly change: (week: string | undefined) => void;
}

/** When the tasks of eight weeks are due: a real table, a row for each task and a column for each week. */
export function Timeline({ skeleton: { columns, now }, week, as_of, change }: Props) {
  const { t, name, language } = useTexts();
  const { system } = useSignedIn();
  const [count, show] = useState(SHOWN);
  const present = mondayOf(dateIn(now, system.timeZone));
  const first = mondayOf(week ?? daysAfter(present, -2 * WEEK));
  const begin = daysBetween(DAY_0, first);
  const dated = columns.position.flatMap((position, row) => {
    const due = columns.due[row] ?? null;
    return due === null ? [] : { position, due };
  });
  const within = dated
    .filter(({ due }) => due >= begin && due < begin + WEEKS * WEEK)
    .sort((one, other) => one.due - other.due)
    .map(({ position }) => position);
  const earlier = dated.filter(({ due }) => due < begin).length;
  const later = dated.length - within.length - earlier;
  const standing = columns.position.length - dated.length;
  const rows = useRows(within, 0, Math.min(count, within.length) - 1, as_of);
  const weeks = Array.from({ length: WEEKS }, (_, place) => daysAfter(first, place * WEEK));
  const turn = (by: number) => change(daysAfter(first, by * WEEK));

  return (
    <section className={styles.timeline} aria-labelledby="timeline">
      <div className={styles.head}>
        <Button variant="default" disabled={earlier === 0} onClick={() => turn(-WEEKS / 2)}>
          ‹ {t('web.ledger.timeline.earlier', { count: earlier })}
        </Button>
        <h2 id="timeline">
          {t('web.ledger.timeline.title', {
            count: within.length,
            from: shortDayText(first, language),
            to: shortDayText(daysAfter(first, WEEKS * WEEK - 1), language),
          })}
        </h2>
        {week !== undefined && (
          <Button variant="subtle" onClick={() => change(undefined)}>
            {t('web.ledger.timeline.present')}
          </Button>
        )}
        <Button variant="default" disabled={later === 0} onClick={() => turn(WEEKS / 2)}>
          {t('web.ledger.timeline.later', { count: later })} ›
        </Button>
      </div>
      {within.length === 0 && <p className="muted">{t('web.ledger.timeline.none')}</p>}
      {within.length > 0 && (
        <Scroll label={t('web.ledger.layouts.timeline')}>
          <table className={styles.table} aria-labelledby="timeline">
            <thead>
              <tr>
                <th scope="col">{t('web.ledger.columns.title')}</th>
                {weeks.map((monday) => (
                  <th key={monday} scope="col" data-present={monday === present || undefined}>
                    {shortDayText(monday, language)}
                    {monday === present && <small>{t('web.dashboard.heat.present')}</small>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {within.slice(0, count).map((position) => {
                const task = rows.get(position);
                if (!task) return <Awaited key={position} />;
                return (
                  <tr key={position}>
                    <th scope="row">
                      <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
                        {task.title}
                      </Link>
                      <small className="muted">
                        {task.number} · {name(task.leadUnit.name)}
                      </small>
                    </th>
                    {weeks.map((monday) => (
                      <Cell key={monday} task={task} monday={monday} isPresent={monday === present} />
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      )}
      {within.length > count && (
        <div>
          <Button variant="default" onClick={() => show(count + SHOWN)}>
            {t('web.ledger.moreCards', { count: within.length - count })}
          </Button>
        </div>
      )}
      {standing > 0 && <p className="muted">{t('web.ledger.timeline.standing', { count: standing })}</p>}
    </section>
  );
}

/** The date and the light where the task is due; where it was due before an extension; and the weeks between. */
function Cell({ task, monday, isPresent }: { task: TaskRow; monday: string; isPresent: boolean }) {
  const { t, day } = useTexts();
  const { system } = useSignedIn();
  const due = task.deadline?.date ?? '';
  const before = task.originalDeadline?.date ?? due;
  const isDue = mondayOf(due) === monday;
  const wasDue = before !== due && mondayOf(before) === monday;
  const isBetween = mondayOf(before) <= monday && monday <= mondayOf(due) && before !== due;
  return (
    <td
      data-empty={!isDue || undefined}
      data-present={isPresent || undefined}
      data-between={isBetween || undefined}
      className={styles.cell}
    >
      {isDue && (
        <>
          <time dateTime={due}>{day(due, system.today)}</time>
          <LightWhy task={task} />
        </>
      )}
      {wasDue && <small className="muted">{t('web.due.was', { date: day(before, system.today) })}</small>}
    </td>
  );
}

function Awaited() {
  return (
    <tr aria-busy="true">
      <td colSpan={WEEKS + 1} className="muted">
        …
      </td>
    </tr>
  );
}

/** The Monday of the week that a date is in; 1970 began on a Thursday. */
function mondayOf(date: string): string {
  return date && daysAfter(date, -((daysBetween(DAY_0, date) + 3 + WEEK * 1e5) % WEEK));
}
