import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { DirectiveDetail } from '#libs/contracts';
import { directiveHistoryQuery, directiveQuery } from '../../api/list-directives.ts';
import { readoutQuery } from '../../api/list-readouts.ts';
import { tasksQuery } from '../../api/list-tasks.ts';
import type { PastMoment } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import { LabelMark } from '../../ui/label-mark.tsx';
import { LightWhy } from '../../ui/light.tsx';
import { Page } from '../../ui/page.tsx';
import { Past } from '../../ui/past.tsx';
import { useSaid } from '../../ui/said.tsx';
import { placeAt } from '../history/entries.ts';
import { Timeline } from '../history/timeline.tsx';
import styles from './directive.module.css';
import { DirectiveButtons } from './directive-buttons.tsx';

/** One directive: its words, its clock and how it is counted, its tasks, and what happened to it. */
export function DirectivePage() {
  const { directiveId } = useParams({ from: '/directives/$directiveId' });
  const { as_of } = useSearch({ from: '/directives/$directiveId' });
  const { t, name, day } = useTexts();
  const { session } = useSignedIn();
  const { data: directive } = useSuspenseQuery(directiveQuery(directiveId, as_of));
  const history = useQuery(directiveHistoryQuery(directiveId)).data?.items ?? [];
  const readout = useQuery(readoutQuery(directive.readoutId)).data;
  const place = as_of === undefined ? undefined : (placeAt(history, as_of) ?? -1);
  const { said, say } = useSaid();
  return (
    <Page
      title={directive.title}
      about={
        <span className={styles.about}>
          {directive.number && <b>{directive.number}</b>}
          <span>{t(`terms.directiveStatus.${directive.status}`)}</span>
          <LabelMark label={directive.label} />
          {directive.leadUnit && (
            <span>
              {t('web.directive.lead')} {name(directive.leadUnit.name)}
            </span>
          )}
          {directive.coUnits.length > 0 && (
            <span>
              {t('web.directive.co')} {directive.coUnits.map((unit) => name(unit.name)).join(t('web.and'))}
            </span>
          )}
          {directive.leaderInCharge && (
            <span>
              {t('web.directive.leader')} {name(directive.leaderInCharge.title)}
            </span>
          )}
        </span>
      }
      action={
        as_of === undefined && session.roles.includes('clerk') && <DirectiveButtons directive={directive} say={say} />
      }
    >
      {said}
      {as_of !== undefined && <Past as_of={as_of} />}
      <section className={styles.words} aria-label={t('web.directive.quote')}>
        <blockquote lang={readout?.language}>{directive.quote.exact}</blockquote>
        <Link to="/readouts/$readoutId" params={{ readoutId: directive.readoutId }}>
          {t('web.directive.from', { title: readout?.title ?? '', date: day(directive.meetingDate) })}
        </Link>
        {directive.end && <p>{t('web.directive.ended', { reason: directive.end.reason })}</p>}
        {directive.closure && (
          <p>
            {t('web.directive.closure', {
              kind: t(`terms.closureKind.${directive.closure.kind}`),
              summary: directive.closure.summary,
            })}
          </p>
        )}
        {directive.targets.length > 0 && (
          <div>
            <h2>{t('web.directive.targets')}</h2>
            <ul>
              {directive.targets.map((target) => (
                <li key={target}>{target}</li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <ClockTable directive={directive} />
      <TasksOf directive={directive} as_of={as_of} />
      <section className={styles.box} aria-labelledby="directive-history">
        <h2 id="directive-history">{t('web.directive.history')}</h2>
        <Timeline entries={history} {...(place !== undefined && { place })} />
      </section>
    </Page>
  );
}

function ClockTable({ directive: { clock, deadline, originalDeadline } }: { directive: DirectiveDetail }) {
  const { t, day } = useTexts();
  return (
    <section className={styles.box} aria-labelledby="directive-clock">
      <h2 id="directive-clock">{t('web.directive.clock')}</h2>
      <p className={styles.clock}>
        <b>{deadline ? day(deadline.date) : t('web.directive.noTime')}</b>
        {deadline && <RuleText rule={deadline.rule} />}
        {deadline?.provisional && <em>{t('web.review.provisional')}</em>}
        {originalDeadline && originalDeadline.date !== deadline?.date && (
          <span className="muted">{t('web.directive.original', { date: day(originalDeadline.date) })}</span>
        )}
      </p>
      {clock && (
        <ul className={`plain ${styles.readings}`}>
          {clock.readings.map((reading) => {
            const isTaken = originalDeadline?.rule === reading.rule && originalDeadline.date === reading.date;
            return (
              <li key={`${reading.rule} ${reading.date}`} data-taken={isTaken || undefined}>
                <q>{clock.expression}</q> <RuleText rule={reading.rule} /> → {day(reading.date)}
                {isTaken && <b> {t('web.directive.taken')}</b>}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function RuleText({ rule }: { rule: string }) {
  const { t } = useTexts();
  const byHand = t(`web.directive.rules.${rule}` as 'web.directive.rules.inherited', { defaultValue: rule });
  const words = t(`readings.${rule}` as 'readings.day.named', { defaultValue: byHand });
  return <span className="muted">{t('web.directive.by', { rule: words })}</span>;
}

function TasksOf({ directive, as_of }: { directive: DirectiveDetail; as_of: PastMoment | undefined }) {
  const { t, name } = useTexts();
  const { data } = useQuery(tasksQuery({ directive: directive.id, limit: 100, as_of }));
  if (directive.taskIds.length === 0) return null;
  return (
    <section className={styles.box} aria-labelledby="directive-tasks">
      <h2 id="directive-tasks">
        {t('web.directive.tasks')} <small className="muted">{t('web.directive.tasksCount', directive.tasks)}</small>
      </h2>
      <ul className={`plain ${styles.tasks}`}>
        {data?.items.map((task) => (
          <li key={task.id}>
            <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
              {task.number} {task.title}
            </Link>
            <span>{name(task.leadUnit.name)}</span>
            <Due task={task} />
            <LightWhy task={task} />
            <span>{t('web.percent', { percent: task.percent })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
