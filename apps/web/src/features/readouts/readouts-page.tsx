import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { readoutsQuery } from '../../api/list-readouts.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './readouts.module.css';

/** Every readout that was taken in. */
export function ReadoutsPage() {
  const { t, day, time } = useTexts();
  const { session, system } = useSignedIn();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(readoutsQuery);
  const readouts = data?.pages.flatMap(({ items }) => items);
  const importing = session.roles.includes('clerk') && (
    <LinkButton to="/readouts/new">{t('web.bench.import')}</LinkButton>
  );
  return (
    <Page title={t('web.readouts.title')} action={importing}>
      {!readouts && <Loading />}
      {readouts?.length === 0 && <Empty>{t('web.readouts.none')}</Empty>}
      {readouts && readouts.length > 0 && (
        <table className={styles.table}>
          <caption className="hidden-text">{t('web.readouts.title')}</caption>
          <thead>
            <tr>
              {(['title', 'meeting', 'body', 'imported', 'directives'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`web.readouts.listColumns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {readouts.map((readout) => (
              <tr key={readout.id}>
                <th scope="row" lang={readout.language}>
                  <Link to="/readouts/$readoutId" params={{ readoutId: readout.id }}>
                    {readout.title}
                  </Link>
                </th>
                <td>{day(readout.meetingDate)}</td>
                <td>{readout.body}</td>
                <td>
                  {readout.importedBy.name} <small className="muted">{time(readout.importedAt, system.timeZone)}</small>
                </td>
                <td>{t('web.readouts.directives', { count: readout.directiveIds.length })}</td>
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
    </Page>
  );
}
