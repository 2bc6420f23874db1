import { Link } from '@tanstack/react-router';
import type { Dashboard } from '#libs/contracts';
import type { TaskSearch } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './dashboard.module.css';

/** The units with overdue tasks, most of them first, each beside how many tasks it leads. */
export function Standings({ units, shown }: { units: Dashboard['units']; shown: TaskSearch }) {
  const { t, name } = useTexts();
  const late = units.filter(({ lights }) => lights.overdue > 0);
  if (late.length === 0)
    return (
      <section className={styles.card}>
        <h2>{t('web.dashboard.units.none')}</h2>
      </section>
    );
  return (
    <section className={styles.card} aria-labelledby="late-units">
      <h2 id="late-units">{t('web.dashboard.units.title', { count: late.length })}</h2>
      <table className={styles.table} aria-labelledby="late-units">
        <thead>
          <tr>
            <th scope="col">{t('web.dashboard.units.unit')}</th>
            <th scope="col">{t('web.dashboard.units.overdue')}</th>
            <th scope="col">{t('web.dashboard.units.late')}</th>
          </tr>
        </thead>
        <tbody>
          {late.map(({ unit, lights, total, mostDaysLate }) => (
            <tr key={unit.id}>
              <th scope="row">
                <Link to="/units/$unitId" params={{ unitId: unit.id }}>
                  {name(unit.name)}
                </Link>
              </th>
              <td>
                <Link to="/tasks" search={{ ...shown, leadUnit: unit.id, light: 'overdue' }} className={styles.late}>
                  ■ {lights.overdue}
                </Link>{' '}
                / {total}
              </td>
              <td>{mostDaysLate > 0 && t('web.dashboard.units.days', { days: mostDaysLate })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
