import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { directivesQuery } from '../../api/list-directives.ts';
import { readoutsQuery } from '../../api/list-readouts.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import styles from './bench.module.css';

/** The readouts with proposals that nobody has decided on. */
export function WaitingReadouts() {
  const { t, day } = useTexts();
  const proposed = useQuery(directivesQuery({ status: 'proposed' }));
  const readouts = useInfiniteQuery(readoutsQuery);
  const known = readouts.data?.pages.flatMap(({ items }) => items) ?? [];
  const waiting = new Map<string, { meetingDate: string; count: number }>();
  for (const { readoutId, meetingDate } of proposed.data?.items ?? [])
    waiting.set(readoutId, { meetingDate, count: (waiting.get(readoutId)?.count ?? 0) + 1 });
  if (readouts.data && known.length === 0)
    return (
      <Empty action={<LinkButton to="/readouts/new">{t('web.bench.import')}</LinkButton>}>{t('web.bench.empty')}</Empty>
    );
  return (
    <section className={styles.queue} aria-label={t('web.bench.proposals')}>
      <h2>
        {t('web.bench.proposals')}{' '}
        {proposed.data && <b data-none={waiting.size === 0 || undefined}>{proposed.data.items.length}</b>}
      </h2>
      {proposed.data && waiting.size === 0 && <p className="muted">{t('web.bench.clear')}</p>}
      <ul className="plain">
        {[...waiting].map(([readoutId, { meetingDate, count }]) => (
          <li key={readoutId}>
            <Link to="/readouts/$readoutId/review" params={{ readoutId }} className={styles.title}>
              {t('web.bench.proposalsOf', {
                title: known.find(({ id }) => id === readoutId)?.title ?? '',
                date: day(meetingDate),
                count,
              })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
