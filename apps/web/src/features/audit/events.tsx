import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { eventsQuery } from '../../api/get-audit.ts';
import { failureIn } from '../../api/problem.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import table from '../../ui/table.module.css';
import styles from './audit.module.css';

/** What the log holds, in its order, without what was said. */
export function Events() {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { type, stream } = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const [wanted, want] = useState({ type: type ?? '', stream: stream ?? '' });
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery(eventsQuery({ type, stream }));
  const events = data?.pages.flatMap(({ items }) => items);
  function filter(event: FormEvent) {
    event.preventDefault();
    const [aType, aStream] = [wanted.type.trim(), wanted.stream.trim()];
    void navigate({ search: { ...(aType && { type: aType }), ...(aStream && { stream: aStream }) }, replace: true });
  }
  return (
    <section className={styles.part} aria-labelledby="events">
      <h2 id="events">{t('web.audit.events')}</h2>
      <form className={styles.filters} onSubmit={filter}>
        {(['type', 'stream'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`web.audit.${field}`)}
            value={wanted[field]}
            onChange={(event) => want({ ...wanted, [field]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit" variant="default">
          {t('web.audit.filter')}
        </Button>
      </form>
      {error && <ProblemNote problem={failureIn(error)} />}
      {!events && !error && <Loading />}
      {events?.length === 0 && <p className="muted">{t('web.audit.none')}</p>}
      {events && events.length > 0 && (
        <table className={table.table} aria-labelledby="events">
          <thead>
            <tr>
              {(['position', 'type', 'at', 'actor', 'stream'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`web.audit.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.position}>
                <th scope="row">{event.position}</th>
                <td>{event.type}</td>
                <td>{time(event.recordedAt, system.timeZone)}</td>
                <td>{event.actor.name ?? (event.actor.id === 'system' ? t('web.audit.system') : event.actor.id)}</td>
                <td>
                  <code>{event.streamId}</code> v{event.version}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <div>
          <Button variant="default" onClick={() => void fetchNextPage()}>
            {t('web.more')}
          </Button>
        </div>
      )}
    </section>
  );
}
