import { Link } from '@tanstack/react-router';
import type { Dashboard } from '#libs/contracts';
import type { TaskSearch } from '../../app/search.ts';
import { daysAfter, shortDayText } from '../../i18n/dates.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import styles from './dashboard.module.css';

/** A count's step of five, by how it compares with the largest. */
const STEPS = 5;

interface Props {
  readonly heatMap: Dashboard['heatMap'];
  readonly today: string;
  readonly shown: TaskSearch;
}

/** Open tasks by lead unit and the week in which they are due, as a table that can be read, printed and copied. */
export function HeatTable({ heatMap, today, shown }: Props) {
  const { t, name, day, language } = useTexts();
  const columns = columnsOf(heatMap, today);
  const most = Math.max(STEPS - 1, ...heatMap.rows.flatMap(({ counts, before, after }) => [...counts, before, after]));
  const headOf = ({ week, isPresent }: Column) =>
    isPresent ? t('web.dashboard.heat.present') : shortDayText(week, language);
  return (
    <div className={styles.card}>
      <h2>{t('web.dashboard.heat.title')}</h2>
      {heatMap.rows.length === 0 && <p className={styles.cardBody}>{t('web.dashboard.heat.none')}</p>}
      {heatMap.rows.length > 0 && (
        <Scroll label={t('web.dashboard.heat.title')}>
          <table className={styles.heat}>
            <caption>{t('web.dashboard.heat.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('web.dashboard.heat.unit')}</th>
                {columns.map((column) => (
                  <th key={column.week} scope="col" data-present={column.isPresent || undefined}>
                    {column.kind === 'week' ? headOf(column) : t(`web.dashboard.heat.${column.kind}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {heatMap.rows.map((row) => (
                <tr key={row.unit.id}>
                  <th scope="row">{name(row.unit.name)}</th>
                  {columns.map((column) => {
                    const count = column.countIn(row);
                    return (
                      <td key={column.week} data-step={count === 0 ? 0 : Math.ceil((count / most) * (STEPS - 1))}>
                        {count > 0 && (
                          <Link
                            to="/tasks"
                            search={{ ...shown, ...column.dates, leadUnit: row.unit.id, open: 'true' }}
                            aria-label={t('web.dashboard.heat.cell', {
                              unit: name(row.unit.name),
                              week:
                                column.kind === 'week'
                                  ? day(column.week, today)
                                  : t(`web.dashboard.heat.${column.kind}`),
                              count,
                            })}
                          >
                            {count}
                          </Link>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </div>
  );
}

type Row = Dashboard['heatMap']['rows'][number];
interface Column {
  readonly kind: 'before' | 'week' | 'after';
  readonly week: string;
  readonly isPresent: boolean;
  readonly dates: TaskSearch;
  readonly countIn: (row: Row) => number;
}

/** From the first week with tasks to the last one, the present one always among them. */
function columnsOf({ weeks, rows }: Dashboard['heatMap'], today: string): Column[] {
  const isPresent = (week: string) => week <= today && today < daysAfter(week, 7);
  const used = weeks.map((week, place) => isPresent(week) || rows.some(({ counts }) => (counts[place] ?? 0) > 0));
  const [first, last] = [used.indexOf(true), used.lastIndexOf(true)];
  const columns = weeks.map(
    (week, place): Column => ({
      ...{ kind: 'week', week, isPresent: isPresent(week) },
      dates: { dueFrom: week, dueTo: daysAfter(week, 6) },
      countIn: ({ counts }) => counts[place] ?? 0,
    }),
  );
  const [opening = '', closing = ''] = [weeks[0], weeks.at(-1)];
  const before: Column = {
    ...{ kind: 'before', week: 'before', isPresent: false },
    dates: { dueTo: daysAfter(opening, -1) },
    countIn: (row) => row.before,
  };
  const after: Column = {
    ...{ kind: 'after', week: 'after', isPresent: false },
    dates: { dueFrom: daysAfter(closing, 7) },
    countIn: (row) => row.after,
  };
  return [
    ...(rows.some((row) => row.before > 0) ? [before] : []),
    ...columns.slice(first, last + 1),
    ...(rows.some((row) => row.after > 0) ? [after] : []),
  ];
}
