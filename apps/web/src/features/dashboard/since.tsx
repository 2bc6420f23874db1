import { Link } from '@tanstack/react-router';
import type { Dashboard, TaskFigures } from '#libs/contracts';
import type { TaskSearch } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { LIGHTS, Light } from '../../ui/light.tsx';
import styles from './dashboard.module.css';

interface Props {
  readonly dashboard: Dashboard;
  readonly since: string | undefined;
  readonly shown: TaskSearch;
  readonly choose: (day: string) => void;
}

/** What changed since a day: the figures then and now, and how often each thing happened meanwhile. */
export function Since({ dashboard, since, shown, choose }: Props) {
  const { t, day } = useTexts();
  const { since: before, tasks, today } = dashboard;
  const events = Object.entries(before?.events ?? {}).sort(([, a], [, b]) => b - a);
  return (
    <section className={styles.card} aria-labelledby="since">
      <h2 id="since">
        {since ? t('web.dashboard.since.title', { date: day(since, today) }) : t('web.dashboard.since.from')}
      </h2>
      <div className={styles.cardBody}>
        <DateField
          label={t('web.dashboard.since.from')}
          value={since ?? ''}
          onChange={(date) => {
            if (date !== '' && date <= today) choose(date);
          }}
        />
        {!before && <p className="muted">{t('web.dashboard.since.choose')}</p>}
      </div>
      {before && (
        <table className={styles.table} aria-labelledby="since">
          <thead>
            <tr>
              <th scope="col">{t('web.dashboard.since.figure')}</th>
              <th scope="col">{t('web.dashboard.since.before')}</th>
              <th scope="col">{t('web.dashboard.since.now')}</th>
              <th scope="col">±</th>
            </tr>
          </thead>
          <tbody>
            <Row name={t('web.dashboard.since.total')} was={before.tasks.total} is={tasks.total} search={shown} />
            {LIGHTS.filter((light) => countOf(before.tasks, light) + countOf(tasks, light) > 0).map((light) => (
              <Row
                key={light}
                name={<Light light={light} />}
                was={countOf(before.tasks, light)}
                is={countOf(tasks, light)}
                search={{ ...shown, ...(light === 'done' ? { status: 'closed' } : { light }) }}
              />
            ))}
          </tbody>
        </table>
      )}
      {before && (
        <p className={styles.cardBody}>
          {events.length === 0
            ? t('web.dashboard.since.none')
            : `${t('web.dashboard.since.events')}: ${events
                .map(([type, count]) => `${eventName(type)} ${count}`)
                .join(t('web.and'))}`}
        </p>
      )}
    </section>
  );

  function eventName(type: string): string {
    return t(`web.task.events.${type}` as 'web.task.events.TaskAssigned', { defaultValue: type });
  }
}

function Row(props: { name: React.ReactNode; was: number; is: number; search: TaskSearch }) {
  const more = props.is - props.was;
  return (
    <tr>
      <th scope="row">{props.name}</th>
      <td>{props.was}</td>
      <td>
        <Link to="/tasks" search={props.search}>
          {props.is}
        </Link>
      </td>
      <td>{more > 0 ? `+${more}` : more < 0 ? `−${-more}` : '0'}</td>
    </tr>
  );
}

function countOf(tasks: TaskFigures, light: (typeof LIGHTS)[number]): number {
  return light === 'done' ? tasks.done : tasks.lights[light];
}
