import { Checkbox } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { pastTaskQuery, taskHistoryQuery, taskQuery } from '../../api/get-task.ts';
import { failureIn } from '../../api/problem.ts';
import { changed } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { LabelMark } from '../../ui/label-mark.tsx';
import { Page } from '../../ui/page.tsx';
import { Past } from '../../ui/past.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useSaid } from '../../ui/said.tsx';
import { fieldsAfter, placeAt } from '../history/entries.ts';
import { Timeline } from '../history/timeline.tsx';
import { Compared } from './compared.tsx';
import { DeedButtons } from './deed-buttons.tsx';
import styles from './task.module.css';
import { TaskFigures } from './task-figures.tsx';
import { TaskReminding } from './task-reminding.tsx';
import { TaskSlips } from './task-slips.tsx';
import { TaskSource } from './task-source.tsx';
import { TimeSlider } from './time-slider.tsx';

/** One task: how it stands, what may be done, what happened; and how it stood after any of its events. */
export function TaskPage() {
  const { taskId } = useParams({ from: '/tasks/$taskId' });
  const { as_of, compare } = useSearch({ from: '/tasks/$taskId' });
  const navigate = useNavigate({ from: '/tasks/$taskId' });
  const { t, name, time } = useTexts();
  const { system } = useSignedIn();
  const { data: present } = useSuspenseQuery(taskQuery(taskId));
  const { data: entries } = useSuspenseQuery(taskHistoryQuery(taskId));
  const { said, say } = useSaid();
  const isPast = as_of !== undefined;
  const { data: past, error } = useQuery({ ...pastTaskQuery(taskId, as_of ?? 0), enabled: isPast });
  const task = (isPast && past) || present;

  const last = entries.length - 1;
  const place = as_of === undefined ? last : (placeAt(entries, as_of) ?? 0);
  const goTo = (next: number) =>
    void navigate({
      search: (known) =>
        changed(known, next >= last ? { as_of: undefined, compare: undefined } : { as_of: entries[next]?.position }),
      replace: true,
    });
  const now = fieldsAfter(entries, last);
  const then = fieldsAfter(entries, place);

  return (
    <Page
      title={task.title}
      about={
        <span className={styles.about}>
          <b>{task.number}</b>
          <LabelMark label={task.label} />
          <span>
            {t('web.task.lead')} {name(task.leadUnit.name)}
          </span>
          {task.coUnits.length > 0 && (
            <span>
              {t('web.task.co')} {task.coUnits.map((unit) => name(unit.name)).join(t('web.and'))}
            </span>
          )}
          {task.leaderInCharge && (
            <span>
              {t('web.task.leader')} {name(task.leaderInCharge.title)} {task.leaderInCharge.holder?.name}
            </span>
          )}
        </span>
      }
      action={!isPast && <DeedButtons task={present} say={say} />}
    >
      {said}
      <TaskSource task={task} as_of={as_of} />
      {isPast && (
        <Past as_of={as_of}>
          <span>
            {t('web.task.past', {
              time: time(entries[place]?.at ?? task.changedAt, system.timeZone),
              ...{ n: place + 1, count: entries.length },
            })}
          </span>
          <Checkbox
            label={t('web.task.compare')}
            checked={compare === true}
            onChange={(event) => {
              const wanted = event.currentTarget.checked;
              void navigate({
                search: (known) => changed(known, { compare: wanted || undefined }),
                replace: true,
              });
            }}
          />
        </Past>
      )}
      {error && <ProblemNote problem={failureIn(error)} />}
      {isPast ? past && <TaskFigures task={past} now={present} /> : <TaskFigures task={present} />}
      <TaskReminding task={task} {...(!isPast && { say })} />
      <TaskSlips task={task} />
      {isPast && compare && <Compared then={then} now={now} />}
      <section className={styles.history} aria-labelledby="timeline">
        <div className={styles.historyHead}>
          <h2 id="timeline">{t('web.task.timeline')}</h2>
          {last > 0 && <TimeSlider entries={entries} place={place} goTo={goTo} />}
        </div>
        <Timeline entries={entries} place={place} goTo={goTo} />
      </section>
      {task.childTaskIds.length > 0 && (
        <p>
          <Link to="/tasks" search={{ directive: task.directiveId }}>
            {t('web.task.parts')} ({task.childTaskIds.length})
          </Link>
        </p>
      )}
    </Page>
  );
}
