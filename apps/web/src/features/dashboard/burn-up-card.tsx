import { useElementSize } from '@mantine/hooks';
import type { Dashboard } from '#libs/contracts';
import { shortDayText } from '../../i18n/dates.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { BurnUp } from './burn-up.tsx';
import styles from './dashboard.module.css';

const HEIGHT = 260;

/** The burn-up under its conclusion, with the figures it was drawn from. */
export function BurnUpCard({ burnUp, today }: { burnUp: Dashboard['burnUp']; today: string }) {
  const { t, day, language } = useTexts();
  const { ref, width } = useElementSize();
  const { forecast, deadline } = burnUp;
  const points = deadline === null ? fromTheFirst(burnUp.points) : burnUp.points;
  const known = points.findLast(({ done }) => done !== null);
  if (!known || points.length < 2)
    return (
      <section className={styles.card}>
        <h2>{t('web.dashboard.burnUp.none')}</h2>
      </section>
    );
  const [done, scope, plan] = [known.done ?? 0, known.scope ?? 0, known.plan];
  const lead = done - plan;
  const title = t('web.dashboard.burnUp.title', { done, scope, plan });
  return (
    <section className={styles.card} aria-labelledby="burn-up">
      <h2 id="burn-up">{title}</h2>
      <div className={styles.cardBody}>
        <p className="muted">
          {lead > 0 && t('web.dashboard.burnUp.ahead', { count: lead })}
          {lead === 0 && t('web.dashboard.burnUp.level')}
          {lead < 0 && t('web.dashboard.burnUp.behind', { count: -lead })}
          {forecast && done < scope && ` · ${forecastText(forecast)}`}
        </p>
        <div ref={ref} className={styles.chart}>
          {width > 0 && (
            <BurnUp
              points={points}
              deadline={deadline}
              forecast={forecast}
              today={today}
              width={width}
              height={HEIGHT}
              dayText={(date) => shortDayText(date, language)}
              words={{
                title,
                today: t('web.dashboard.burnUp.today'),
                deadline: t('web.dashboard.burnUp.deadline'),
              }}
            />
          )}
        </div>
        <ul className={`plain ${styles.legend}`}>
          {(['scope', 'plan', 'done'] as const).map((line) => (
            <li key={line} data-line={line}>
              {t(`web.dashboard.burnUp.${line}`)}
            </li>
          ))}
        </ul>
        <details className={styles.figures}>
          <summary>{t('web.dashboard.burnUp.table')}</summary>
          <Scroll isLow label={t('web.dashboard.burnUp.table')}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('web.dashboard.burnUp.date')}</th>
                  {(['scope', 'plan', 'done'] as const).map((line) => (
                    <th key={line} scope="col">
                      {t(`web.dashboard.burnUp.${line}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {points.map((point) => (
                  <tr key={point.date}>
                    <th scope="row">{day(point.date, today)}</th>
                    <td>{point.scope ?? '–'}</td>
                    <td>{point.plan}</td>
                    <td>{point.done ?? '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </details>
      </div>
    </section>
  );

  function forecastText({ earliest, latest }: NonNullable<Dashboard['burnUp']['forecast']>): string {
    if (earliest === null) return t('web.dashboard.burnUp.forecastNever');
    const from = day(earliest, today);
    if (latest === null) return t('web.dashboard.burnUp.forecastOpen', { from });
    return t('web.dashboard.burnUp.forecast', { from, to: day(latest, today) });
  }
}

/** Without the empty days before the first task. */
function fromTheFirst(points: Dashboard['burnUp']['points']): Dashboard['burnUp']['points'] {
  const first = points.findIndex(({ scope, plan }) => (scope ?? 0) + plan > 0);
  return points.slice(Math.max(0, first - 1));
}
