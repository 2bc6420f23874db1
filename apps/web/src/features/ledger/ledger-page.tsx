import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import type { TaskRow } from '#libs/contracts';
import { skeletonQuery } from '../../api/get-ledger.ts';
import { tasksQuery } from '../../api/list-tasks.ts';
import { failureIn } from '../../api/problem.ts';
import { changed, LAYOUTS, type TaskSearch } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Choices } from '../../ui/choices.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LIGHTS, Light } from '../../ui/light.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Past } from '../../ui/past.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useSaid } from '../../ui/said.tsx';
import { Board } from './board.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { Filters, filtersOf } from './filters.tsx';
import styles from './ledger.module.css';
import { type Chosen, TaskGrid } from './task-grid.tsx';
import { Timeline } from './timeline.tsx';
import { ViewsMenu } from './views-menu.tsx';

/** Every task that one may see. What is filtered stands in the address, so that a view can be sent as a link. */
export function LedgerPage() {
  const { t } = useTexts();
  const search = useSearch({ from: '/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const [chosen, choose] = useState<Chosen>({});
  const { said, say } = useSaid();
  const { sort = 'due', layout, week, ...filters } = search;
  const { data, error } = useQuery(skeletonQuery({ ...filters, sort }));
  const { counts } = useQuery(tasksQuery({ ...filters, limit: 1, counts: true })).data ?? {};
  const seen = useRef(new Map<number, TaskRow>());
  const saw = useCallback((tasks: Iterable<TaskRow>) => {
    for (const task of tasks) seen.current.set(task.position, task);
  }, []);

  const positions = data?.columns.position ?? [];
  const change = (by: TaskSearch) => {
    choose({});
    void navigate({ search: (known) => changed(known, by), replace: true });
  };
  const isFiltered = filtersOf(search).length > 0;
  const lightsTotal = counts ? Object.values(counts.lights).reduce((sum, count) => sum + count, 0) : undefined;

  return (
    <Page
      wide
      title={t('web.ledger.title')}
      about={data && t('web.ledger.found', { count: positions.length })}
      action={
        <>
          <Choices
            label={t('web.ledger.layout')}
            value={layout}
            options={([undefined, ...LAYOUTS] as const).map((one) => ({
              value: one,
              label: t(`web.ledger.layouts.${one ?? 'table'}`),
            }))}
            change={(next) => change({ layout: next })}
          />
          <ViewsMenu search={search} say={say} />
          <LinkButton variant="default" to="/report" search={{ ...filters, sort }}>
            {t('report.open')}
          </LinkButton>
        </>
      }
    >
      {said}
      {search.as_of !== undefined && <Past as_of={search.as_of} now={data?.now} />}
      {error && <ProblemNote problem={failureIn(error)} />}
      <fieldset className={styles.lights}>
        <legend className="hidden-text">{t('web.ledger.counts')}</legend>
        <button type="button" aria-pressed={!search.light} onClick={() => change({ light: undefined })}>
          {t('web.ledger.all')} {lightsTotal !== undefined && <b>{lightsTotal}</b>}
        </button>
        {LIGHTS.map((light) => (
          <button
            key={light}
            type="button"
            aria-pressed={search.light === light}
            onClick={() => change({ light: search.light === light ? undefined : light })}
          >
            <Light light={light} {...(counts && { count: counts.lights[light] })} />
          </button>
        ))}
      </fieldset>
      <Filters search={search} change={change} />
      {search.as_of === undefined && (
        <BulkBar
          tasks={Object.keys(chosen).flatMap((position) => seen.current.get(Number(position)) ?? [])}
          clear={() => choose({})}
          say={say}
        />
      )}
      {!data && !error && <Loading />}
      {data && positions.length === 0 && (
        <Empty
          action={
            isFiltered && (
              <Button variant="default" onClick={() => void navigate({ search: {} })}>
                {t('web.ledger.clear')}
              </Button>
            )
          }
        >
          {isFiltered ? t('web.ledger.none') : t('web.ledger.empty')}
        </Empty>
      )}
      {data?.complete === false && <p className="muted">{t('web.ledger.tooMany', { count: positions.length })}</p>}
      {data && positions.length > 0 && (layout === 'lights' || layout === 'states') && (
        <Board skeleton={data} by={layout} as_of={search.as_of} />
      )}
      {data && positions.length > 0 && layout === 'timeline' && (
        <Timeline skeleton={data} week={week} as_of={search.as_of} change={(next) => change({ week: next })} />
      )}
      {positions.length > 0 && layout === undefined && (
        <TaskGrid positions={positions} as_of={search.as_of} chosen={chosen} choose={choose} saw={saw} />
      )}
    </Page>
  );
}
