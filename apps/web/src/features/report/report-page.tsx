import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queryOf } from '../../api/client.ts';
import { exportAddress, reportQuery } from '../../api/get-report.ts';
import { failureIn } from '../../api/problem.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Past } from '../../ui/past.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './report.module.css';
import { Sheet } from './sheet.tsx';

/** A report as it will be printed: of a campaign, a unit, or whatever the ledger is narrowed to; now or as of a past moment. */
export function ReportPage() {
  const { t, language } = useTexts();
  const search = useSearch({ from: '/report' });
  const { data, error } = useQuery(reportQuery(search));
  const { as_of, ...filters } = search;
  useEffect(() => {
    document.title = `${t('report.title')} · ${t('web.name')}`;
  }, [t]);
  const moment = data && { ...filters, as_of: as_of ?? data.position };

  return (
    <div className={styles.page}>
      <div className={`no-print ${styles.bar}`}>
        <Button onClick={() => print()} disabled={!data}>
          {t('report.print')}
        </Button>
        {moment && (
          <>
            <Button component="a" variant="default" href={exportAddress(moment, 'xlsx', language)} download>
              {t('report.excel')}
            </Button>
            <Button component="a" variant="default" href={exportAddress(moment, 'csv', language)} download>
              {t('report.csv')}
            </Button>
          </>
        )}
      </div>
      {as_of !== undefined && (
        <div className="no-print">
          <Past as_of={as_of} now={data?.now} />
        </div>
      )}
      {error && <ProblemNote problem={failureIn(error)} />}
      {!data && !error && <Loading />}
      {data && moment && <Sheet report={data} address={`${location.origin}/report${queryOf(moment)}`} />}
    </div>
  );
}
