import type { TaskRow } from '#libs/contracts';
import { LIGHT_SHAPES } from '#libs/messages/web';
import { useTexts } from '../../i18n/texts.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import styles from './report.module.css';

/** Tasks on paper: lights by shape and word, so that they are told in black and white. */
export function TaskTable({ label, tasks }: { label: string; tasks: readonly TaskRow[] }) {
  const { t, name } = useTexts();
  return (
    <Scroll label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('report.columns.number')}</th>
            <th scope="col">{t('report.columns.title')}</th>
            <th scope="col">{t('report.columns.leadUnit')}</th>
            <th scope="col">{t('report.columns.due')}</th>
            <th scope="col">{t('report.columns.light')}</th>
            <th scope="col">{t('report.columns.percent')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map(({ id, number, title, leadUnit, deadline, light, percent }) => (
            <tr key={id}>
              <td>{number}</td>
              <td>{title}</td>
              <td>{name(leadUnit.name)}</td>
              <td className={styles.date}>{deadline?.date ?? t('report.standing')}</td>
              <td className={styles.date}>
                {LIGHT_SHAPES[light]} {t(`terms.light.${light}`)}
              </td>
              <td className={styles.number}>{percent}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
