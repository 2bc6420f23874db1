import { useState } from 'react';
import type { Overview, TaskPage, TaskRow } from '#libs/contracts';
import { useTexts } from '../language.tsx';
import { useResource } from '../live.tsx';
import { useSignedIn } from '../session.tsx';
import { LIGHT_ORDER, Light } from '../ui/light.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { TaskTable } from '../ui/task-table.tsx';

const PAGE = 50;

/** The state of things: how many tasks show which light, and which they are, the most overdue first. */
export function OverviewPage() {
  const { t, time } = useTexts();
  const { session, system } = useSignedIn();
  const [light, setLight] = useState<TaskRow['light'] | null>(null);
  const [limit, setLimit] = useState(PAGE);
  const overview = useResource<Overview>('/overview');
  const filter = light === null ? 'open=true' : `light=${light}`;
  const tasks = useResource<TaskPage>(`/tasks?sort=due&limit=${limit}&${filter}`);

  const problem = overview.problem ?? tasks.problem;
  if (!overview.data || !tasks.data) return problem ? <ProblemNote problem={problem} /> : <p>{t('web.loading')}</p>;
  const { lights, now, today, position } = overview.data;
  const total = Object.values(lights).reduce((sum, count) => sum + count, 0);
  const isClerk = session.roles.includes('clerk');

  return (
    <>
      <h1>{t('web.overview.title')}</h1>
      <p className="muted">{t('web.asOf', { time: time(now, system.timeZone), position })}</p>
      <ProblemNote problem={problem} />
      {total === 0 && (
        <p>
          {isClerk ? t('web.overview.empty') : t('web.overview.emptyElse')}{' '}
          {isClerk && <a href="#/import">{t('web.import.title')}</a>}
        </p>
      )}
      {total > 0 && (
        <>
          <fieldset className="counts">
            <legend>{t('web.overview.counts')}</legend>
            <button type="button" aria-pressed={light === null} onClick={() => setLight(null)}>
              {t('web.overview.all')} <b>{overview.data.openTasks}</b>
            </button>
            {LIGHT_ORDER.map((one) => (
              <button key={one} type="button" aria-pressed={light === one} onClick={() => setLight(one)}>
                <Light light={one} /> <b>{lights[one]}</b>
              </button>
            ))}
          </fieldset>
          {tasks.data.items.length === 0 ? (
            <p>{t('web.overview.none')}</p>
          ) : (
            <TaskTable caption={t('web.overview.table')} tasks={tasks.data.items} today={today} />
          )}
          {tasks.data.nextCursor && limit < 200 && (
            <button type="button" onClick={() => setLimit(200)}>
              {t('web.overview.more')}
            </button>
          )}
        </>
      )}
    </>
  );
}
