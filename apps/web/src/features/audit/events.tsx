import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { EventPage } from '#libs/contracts';
import { eventsQuery } from '../../api/get-audit.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { type Column, PagedTable } from '../../ui/paged-table.tsx';
import styles from './audit.module.css';

type LoggedEvent = EventPage['items'][number];

/** What the log holds, in its order, without what was said. */
export function Events() {
  const { t, time, name } = useTexts();
  const { system } = useSignedIn();
  const { type, stream } = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const [wanted, want] = useState({ type: type ?? '', stream: stream ?? '' });
  const pages = useInfiniteQuery(eventsQuery({ type, stream }));
  const columns: Column<LoggedEvent>[] = [
    { heading: t('web.audit.columns.position'), cell: ({ position }) => position },
    { heading: t('web.audit.columns.type'), cell: (event) => event.type },
    { heading: t('web.audit.columns.at'), cell: ({ recordedAt }) => time(recordedAt, system.timeZone) },
    {
      heading: t('web.audit.columns.actor'),
      cell: ({ actor, delegation }) => (
        <>
          {actor.name ?? (actor.id === 'system' ? t('web.audit.system') : actor.id)}{' '}
          {delegation && (
            <small className="muted">
              {t('web.task.deputyOf', { holder: delegation.holder.name, post: name(delegation.post.title) })}
            </small>
          )}
        </>
      ),
    },
    {
      heading: t('web.audit.columns.stream'),
      cell: ({ streamId, version }) => (
        <>
          <code>{streamId}</code> v{version}
        </>
      ),
    },
  ];
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
      <PagedTable
        pages={pages}
        keyOf={({ position }) => position}
        columns={columns}
        labelledBy="events"
        none={<p className="muted">{t('web.audit.none')}</p>}
      />
    </section>
  );
}
