import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { pastOrganisationQuery } from '../../api/get-organisation.ts';
import { tasksQuery } from '../../api/list-tasks.ts';
import { failureIn } from '../../api/problem.ts';
import { NotFound } from '../../app/failed.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LIGHTS, Light, LightWhy } from '../../ui/light.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Past } from '../../ui/past.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './unit.module.css';

const SHOWN = 20;

/** One unit: who holds its posts, how its tasks stand, and those that are open by date. */
export function UnitPage() {
  const { unitId } = useParams({ from: '/units/$unitId' });
  const { as_of } = useSearch({ from: '/units/$unitId' });
  const { t, name } = useTexts();
  const { data: organisation } = useSuspenseQuery(pastOrganisationQuery(as_of));
  const tasks = useQuery(tasksQuery({ unit: unitId, open: true, sort: 'due', limit: SHOWN, counts: true, as_of }));
  const unit = organisation.units.find(({ id }) => id === unitId);
  if (!unit) return <NotFound />;
  const parent = organisation.units.find(({ id }) => id === unit.parentId);
  const below = organisation.units.filter(({ parentId }) => parentId === unitId);
  const { data } = tasks;
  return (
    <Page
      title={name(unit.name)}
      about={
        parent && (
          <Link to="/units/$unitId" params={{ unitId: parent.id }}>
            {name(parent.name)}
          </Link>
        )
      }
      action={
        <LinkButton variant="default" to="/report" search={{ leadUnit: unitId, ...(as_of !== undefined && { as_of }) }}>
          {t('report.open')}
        </LinkButton>
      }
    >
      {as_of !== undefined && <Past as_of={as_of} />}
      {tasks.error && <ProblemNote problem={failureIn(tasks.error)} />}
      {data?.counts && (
        <section aria-label={t('web.unit.counted')}>
          <ul className={`plain ${styles.lights}`}>
            {LIGHTS.filter((light) => (data.counts?.lights[light] ?? 0) > 0).map((light) => (
              <li key={light}>
                <Link to="/tasks" search={{ unit: unitId, light, open: 'true' }}>
                  <Light light={light} {...(data.counts && { count: data.counts.lights[light] })} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles.panes}>
        <section className={styles.box} aria-labelledby="open-tasks">
          <h2 id="open-tasks">
            {t('web.unit.tasks')} {data?.counts?.total}
          </h2>
          {!data && !tasks.error && <Loading />}
          {data?.items.length === 0 && (
            <Empty
              action={
                <Link to="/tasks" search={{ unit: unitId, open: 'false' }}>
                  {t('web.unit.closed')}
                </Link>
              }
            >
              {t('web.unit.none')}
            </Empty>
          )}
          <ul className="plain">
            {data?.items.map((task) => (
              <li key={task.id}>
                <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
                  {task.title}
                </Link>
                <p className={styles.about}>
                  <span>{task.number}</span>
                  <span>{task.leadUnit.id === unitId ? t('web.unit.lead') : t('web.unit.co')}</span>
                  <Due task={task} />
                  <LightWhy task={task} />
                </p>
              </li>
            ))}
          </ul>
          {data?.counts && data.counts.total > SHOWN && (
            <p className={styles.more}>
              <Link to="/tasks" search={{ unit: unitId, open: 'true' }}>
                {t('web.unit.all', { count: data.counts.total })}
              </Link>
            </p>
          )}
        </section>
        <div className={styles.column}>
          {unit.posts.length > 0 && (
            <section className={styles.box} aria-labelledby="posts">
              <h2 id="posts">{t('web.unit.people')}</h2>
              <ul className="plain">
                {unit.posts.map(({ id, title, duty, holder }) => (
                  <li key={id}>
                    {holder?.name ?? <span className="muted">{t('web.unit.vacant')}</span>}
                    <p className={styles.about}>
                      <span>{name(title)}</span>
                      <span>{t(`terms.duty.${duty}`)}</span>
                    </p>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {below.length > 0 && (
            <section className={styles.box} aria-labelledby="below">
              <h2 id="below">{t('web.unit.below')}</h2>
              <ul className="plain">
                {below.map(({ id, name: called }) => (
                  <li key={id}>
                    <Link to="/units/$unitId" params={{ unitId: id }}>
                      {name(called)}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </Page>
  );
}
