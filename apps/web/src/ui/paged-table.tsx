import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { failureIn } from '../api/problem.ts';
import { useTexts } from '../i18n/texts.tsx';
import { Loading } from './loading.tsx';
import styles from './paged-table.module.css';
import { ProblemNote } from './problem.tsx';

export interface Column<Row> {
  /** Its heading. */
  readonly heading: string;
  readonly cell: (row: Row) => ReactNode;
}

/** What an infinite query answers, as far as a table needs it. */
interface Pages<Row> {
  readonly data: { readonly pages: readonly { readonly items: readonly Row[] }[] } | undefined;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

interface Props<Row> {
  readonly pages: Pages<Row>;
  readonly keyOf: (row: Row) => string | number;
  /** The first names the row. */
  readonly columns: readonly Column<Row>[];
  /** What is listed: a name for the table, or the id of a heading that names it. */
  readonly label?: string;
  readonly labelledBy?: string;
  /** What stands there when there are no rows. */
  readonly none: ReactNode;
}

/** A list that is read a page after the other, as a table; on a narrow screen each row is a block. */
export function PagedTable<Row>({ pages, keyOf, columns, label, labelledBy, none }: Props<Row>) {
  const { t } = useTexts();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const rows = data?.pages.flatMap(({ items }) => items);
  return (
    <>
      {error && <ProblemNote problem={failureIn(error)} />}
      {!rows && !error && <Loading />}
      {rows?.length === 0 && none}
      {rows && rows.length > 0 && (
        <table className={styles.table} aria-labelledby={labelledBy} aria-label={label}>
          <thead>
            <tr>
              {columns.map(({ heading }) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ heading, cell }, place) =>
                  place === 0 ? (
                    <th key={heading} scope="row">
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={heading}>{cell(row)}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('web.more')}
          </Button>
        </div>
      )}
    </>
  );
}
