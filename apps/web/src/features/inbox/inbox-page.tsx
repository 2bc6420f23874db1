import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AcknowledgeAnswer, Alert } from '#libs/contracts';
import { inboxCountsQuery, inboxQuery } from '../../api/list-inbox.ts';
import { myTasksQuery } from '../../api/list-my-tasks.ts';
import { useCommand } from '../../api/use-command.ts';
import { landingOf } from '../../app/places.ts';
import { ALERT_STATES } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Choices } from '../../ui/choices.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useSaid } from '../../ui/said.tsx';
import { useStill } from '../../ui/use-still.ts';
import { AlertGroup } from './alert-group.tsx';
import { QuietHours } from './quiet-hours.tsx';

/** What one was told, by task and the newest first: acted on where it stands, put off, or acknowledged. */
export function InboxPage() {
  const { t } = useTexts();
  const { session } = useSignedIn();
  const { state = 'open' } = useSearch({ from: '/inbox' });
  const navigate = useNavigate({ from: '/inbox' });
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(inboxQuery(state));
  const counts = useQuery(inboxCountsQuery).data;
  const isLiaison = session.roles.includes('liaison');
  const mine = useQuery({ ...myTasksQuery, enabled: isLiaison && state !== 'done' }).data?.items ?? [];
  const { send, busy, problem } = useCommand();
  const { said, say } = useSaid();
  const alerts = data?.pages.flatMap(({ items }) => items) ?? [];
  const taskOf = new Map(mine.map((task) => [task.id, task]));
  const read = byTask(alerts).map(([key, group]) => ({ key, group, task: taskOf.get(key) }));
  const { items, write } = useStill(
    read,
    ({ key }) => key,
    (held, now) => ({ ...now, task: now.task ?? held.task }),
  );

  async function acknowledge(alertIds: string[]) {
    const answer = await send<AcknowledgeAnswer>('/inbox/acknowledge', { alertIds });
    if (answer) say(t('web.inbox.acknowledged', { count: answer.acknowledged.length }));
  }
  return (
    <Page
      title={t('web.inbox.title')}
      about={<QuietHours />}
      action={
        state === 'open' &&
        alerts.length > 1 && (
          <Button
            variant="default"
            disabled={busy}
            onClick={() => void acknowledge(alerts.slice(0, 200).map(({ id }) => id))}
          >
            {t('web.inbox.all')}
          </Button>
        )
      }
    >
      {said}
      <ProblemNote problem={problem} />
      <Choices
        label={t('web.inbox.which')}
        value={state}
        options={ALERT_STATES.map((one) => ({
          value: one,
          label: (
            <>
              {t(`web.inbox.${one}`)} {counts && <b>{counts[one]}</b>}
            </>
          ),
        }))}
        change={(one) => void navigate({ search: one === 'open' ? {} : { state: one }, replace: true })}
      />
      {!data && <Loading />}
      {data && alerts.length === 0 && (
        <Empty
          action={
            landingOf(session) !== '/inbox' && (
              <LinkButton to={landingOf(session)} variant="default">
                {t('web.inbox.goOn')}
              </LinkButton>
            )
          }
        >
          {t(`web.inbox.none.${state}`)}
        </Empty>
      )}
      <ul className="plain">
        {items.map(({ key, group, task }) => (
          <AlertGroup
            key={key}
            alerts={group}
            task={task}
            busy={busy}
            acknowledge={() => void acknowledge(group.map(({ id }) => id))}
            say={say}
            write={(isWriting) => write(key, isWriting)}
          />
        ))}
      </ul>
      {hasNextPage && (
        <div>
          <Button variant="default" onClick={() => void fetchNextPage()}>
            {t('web.more')}
          </Button>
        </div>
      )}
    </Page>
  );
}

/** The alerts of one task together, where the newest of them stands; those of no task alone. */
function byTask(alerts: readonly Alert[]): [string, Alert[]][] {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = alert.taskId ?? alert.id;
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups];
}
