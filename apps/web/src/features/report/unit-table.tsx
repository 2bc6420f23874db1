import type { Report } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import styles from './report.module.css';

/** How the lead units stand, the one with most overdue tasks first. */
export function UnitTable({ units }: Pick<Report, 'units'>) {
  const { t, name } = useTexts();
  return (
    <Scroll label={t('report.byUnit')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('report.unit')}</th>
            <th scope="col">{t('report.total')}</th>
            <th scope="col">{t('report.done')}</th>
            <th scope="col">{t('report.late')}</th>
            <th scope="col">{t('report.daysLate')}</th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ unit, total, done, lights, mostDaysLate }) => (
            <tr key={unit.id}>
              <th scope="row">{name(unit.name)}</th>
              <td className={styles.number}>{total}</td>
              <td className={styles.number}>{done}</td>
              <td className={styles.number}>{lights.overdue}</td>
              <td className={styles.number}>{mostDaysLate}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
