import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditPage } from '#libs/contracts';
import { auditEntriesQuery } from '../../api/get-audit.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { type Column, PagedTable } from '../../ui/paged-table.tsx';
import styles from './audit.module.css';

type Entry = AuditPage['items'][number];

/** Sign-ins, refusals, grants and tokens, the newest first. */
export function Entries() {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const pages = useInfiniteQuery(auditEntriesQuery);
  const columns: Column<Entry>[] = [
    { heading: t('web.audit.columns.at'), cell: ({ at }) => time(at, system.timeZone) },
    {
      heading: t('web.audit.columns.kind'),
      cell: ({ kind }) => t(`web.audit.kinds.${kind}` as 'web.audit.kinds.refused', { defaultValue: kind }),
    },
    { heading: t('web.audit.columns.actor'), cell: ({ person }) => person?.name ?? person?.id },
    { heading: t('web.audit.columns.subject'), cell: ({ subject }) => subject },
    {
      heading: t('web.audit.columns.trace'),
      cell: ({ traceId }) => <small className="muted">{traceId}</small>,
    },
  ];
  return (
    <section className={styles.part} aria-labelledby="entries">
      <h2 id="entries">{t('web.audit.entries')}</h2>
      <PagedTable
        pages={pages}
        keyOf={({ id }) => id}
        columns={columns}
        labelledBy="entries"
        none={<p className="muted">{t('web.audit.none')}</p>}
      />
    </section>
  );
}
