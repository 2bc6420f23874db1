import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { auditEntriesQuery } from '../../api/get-audit.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import table from '../../ui/table.module.css';
import styles from './audit.module.css';

/** Sign-ins, refusals, grants and tokens, the newest first. */
export function Entries() {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(auditEntriesQuery);
  const entries = data?.pages.flatMap(({ items }) => items);
  return (
    <section className={styles.part} aria-labelledby="entries">
      <h2 id="entries">{t('web.audit.entries')}</h2>
      {!entries && <Loading />}
      {entries && (
        <table className={table.table} aria-labelledby="entries">
          <thead>
            <tr>
              {(['at', 'kind', 'actor', 'subject', 'trace'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`web.audit.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">{time(entry.at, system.timeZone)}</th>
                <td>{t(`web.audit.kinds.${entry.kind}` as 'web.audit.kinds.refused', { defaultValue: entry.kind })}</td>
                <td>{entry.person?.name ?? entry.person?.id}</td>
                <td>{entry.subject}</td>
                <td>
                  <small className="muted">{entry.traceId}</small>
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
