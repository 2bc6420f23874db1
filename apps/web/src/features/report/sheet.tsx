import type { Report } from '#libs/contracts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './report.module.css';
import { SealLine } from './seal-line.tsx';
import { TaskTable } from './task-table.tsx';
import { UnitTable } from './unit-table.tsx';

/** The paper itself, in the measures of an official document. `address` shows the same again. */
export function Sheet({ report, address }: { report: Report; address: string }) {
  const { t, time, day, name } = useTexts();
  const { system } = useSignedIn();
  const { figures, campaign, unit, office, tasks, units, now, position } = report;
  const { total, done, open, lights } = figures;
  const overdue = tasks.filter(({ light }) => light === 'overdue');
  const title = campaign
    ? t('report.ofCampaign', { title: campaign.title })
    : unit
      ? t('report.ofUnit', { unit: name(unit.name) })
      : t('report.ofAll');

  return (
    <article className={styles.sheet} aria-label={t('report.preview')}>
      <p className={styles.office}>{office && name(office.name)}</p>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.moment}>{t('report.asOf', { time: time(now, system.timeZone), position })}</p>

      <section>
        <h2>
          {t('report.first')}
          {t('report.overall')}
        </h2>
        {campaign && (
          <p>
            {t('report.campaign', {
              ...{ start: day(campaign.startDate), end: day(campaign.endDate) },
              ...{ day: campaign.countdown.day, days: campaign.countdown.days },
            })}
          </p>
        )}
        <p>
          {t('report.summary', {
            ...{ total, done, open, percent: total === 0 ? 0 : Math.round((done / total) * 100) },
            ...{ overdue: lights.overdue, soon: lights['due-soon'], behind: lights.behind },
            unsigned: lights['not-signed'],
          })}
        </p>
        {units.length > 1 && <UnitTable units={units} />}
      </section>
      <section>
        <h2>
          {t('report.second')}
          {t('report.overdue')}
        </h2>
        {overdue.length === 0 ? (
          <p>{t('report.noneOverdue')}</p>
        ) : (
          <TaskTable label={t('report.overdue')} tasks={overdue} />
        )}
      </section>
      <section>
        <h2>
          {t('report.third')}
          {t('report.all')}
        </h2>
        {tasks.length === 0 ? <p>{t('report.none')}</p> : <TaskTable label={t('report.all')} tasks={tasks} />}
        {!report.complete && <p>{t('report.incomplete', { count: tasks.length })}</p>}
      </section>
      <footer className={styles.foot}>
        <p>
          {t('report.link')}
          <span className={styles.address}>{address}</span>
        </p>
        <SealLine seal={report.seal} position={position} />
      </footer>
    </article>
  );
}
