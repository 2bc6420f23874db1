import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CommandAnswer, MovedDates as Moved } from '#libs/contracts';
import { movedDatesQuery } from '../../api/get-settings.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { Part } from './part.tsx';
import styles from './settings.module.css';

/** Dates that a newer edition of the calendar would move: the office says of each whether it does. */
export function MovedDates({ say }: { say: (said: string) => void }) {
  const { t, day } = useTexts();
  const { data } = useQuery(movedDatesQuery);
  const { send, busy, problem } = useCommand();
  async function decide({ kind, id, version, number }: Moved['items'][number], decision: 'move' | 'keep') {
    const answer = await send<CommandAnswer>(`/${kind}s/${id}/recompute-deadline`, { decision }, version);
    if (answer) say(t(`web.settings.dates.${decision === 'move' ? 'moved' : 'kept'}`, { number }));
  }
  return (
    <Part
      name="dates"
      title={t('web.settings.dates.title')}
      hint={data && t('web.settings.dates.hint', { version: data.calendarVersion })}
    >
      <ProblemNote problem={problem} />
      {!data && <Loading />}
      {data?.items.length === 0 && <p className="muted">{t('web.settings.dates.none')}</p>}
      <ul className={`plain ${styles.list}`}>
        {data?.items.map((item) => (
          <li key={item.id}>
            <div>
              {item.kind === 'directive' ? (
                <Link to="/directives/$directiveId" params={{ directiveId: item.id }}>
                  {item.number} {item.title}
                </Link>
              ) : (
                <Link to="/tasks/$taskId" params={{ taskId: item.id }}>
                  {item.number} {item.title}
                </Link>
              )}
              <p className="muted">
                {day(item.deadline.date)} → {day(item.to)} · {t(`web.settings.dates.why.${item.why}`)}
                {item.provisional && ` · ${t('web.review.provisional')}`}
              </p>
            </div>
            <div className={styles.acts}>
              {(['move', 'keep'] as const).map((decision) => (
                <Button
                  key={decision}
                  variant="default"
                  size="compact-sm"
                  disabled={busy}
                  aria-label={`${t(`web.settings.dates.${decision}`)}: ${item.number}`}
                  onClick={() => void decide(item, decision)}
                >
                  {t(`web.settings.dates.${decision}`)}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
