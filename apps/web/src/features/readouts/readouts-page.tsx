import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReadoutPage } from '#libs/contracts';
import { readoutsQuery } from '../../api/list-readouts.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { type Column, PagedTable } from '../../ui/paged-table.tsx';

type ReadoutRow = ReadoutPage['items'][number];

/** Every readout that was taken in. */
export function ReadoutsPage() {
  const { t, day, time } = useTexts();
  const { session, system } = useSignedIn();
  const pages = useInfiniteQuery(readoutsQuery);
  const importing = session.roles.includes('clerk') && (
    <LinkButton to="/readouts/new">{t('web.bench.import')}</LinkButton>
  );
  const columns: Column<ReadoutRow>[] = [
    {
      heading: t('web.readouts.listColumns.title'),
      cell: ({ id, title, language }) => (
        <Link to="/readouts/$readoutId" params={{ readoutId: id }} lang={language}>
          {title}
        </Link>
      ),
    },
    { heading: t('web.readouts.listColumns.meeting'), cell: ({ meetingDate }) => day(meetingDate) },
    { heading: t('web.readouts.listColumns.body'), cell: ({ body }) => body },
    {
      heading: t('web.readouts.listColumns.imported'),
      cell: ({ importedBy, importedAt }) => (
        <>
          {importedBy.name} <small className="muted">{time(importedAt, system.timeZone)}</small>
        </>
      ),
    },
    {
      heading: t('web.readouts.listColumns.directives'),
      cell: ({ directiveIds }) => t('web.readouts.directives', { count: directiveIds.length }),
    },
  ];
  return (
    <Page title={t('web.readouts.title')} action={importing}>
      <PagedTable
        pages={pages}
        keyOf={({ id }) => id}
        columns={columns}
        label={t('web.readouts.title')}
        none={<Empty action={importing}>{t('web.readouts.none')}</Empty>}
      />
    </Page>
  );
}
