import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { type Ref, useEffect, useRef, useState } from 'react';
import { TASK_STATUSES, type TaskSearch } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useKeys } from '../../keys/registry.ts';
import { DateField } from '../../ui/date-field.tsx';
import { UnitSelect } from '../../ui/unit-select.tsx';
import styles from './ledger.module.css';

const SORTS = ['due', 'number', 'changed'] as const;
/** Somebody who types is not asked for each letter. */
const PAUSE_MS = 250;

/** What narrows the ledger down. */
export function Filters({ search, change }: { search: TaskSearch; change: (changed: TaskSearch) => void }) {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  useKeys(t('web.ledger.title'), [
    { keys: '/', label: t('web.ledger.keys.filter'), run: () => input.current?.focus() },
  ]);
  const isFiltered = Object.keys(search).some((key) => key !== 'sort');
  return (
    <search className={styles.filters}>
      <WordsFilter ref={input} q={search.q ?? ''} change={(q) => change({ q: q === '' ? undefined : q })} />
      <UnitSelect
        aria-label={t('web.ledger.unit')}
        placeholder={t('web.ledger.anyUnit')}
        value={search.unit ?? null}
        onChange={(unit) => change({ unit: unit ?? undefined })}
      />
      <Select
        aria-label={t('web.ledger.status')}
        placeholder={t('web.ledger.anyStatus')}
        clearable
        clearButtonProps={{ 'aria-label': t('web.ledger.clear') }}
        data={TASK_STATUSES.map((status) => ({ value: status, label: t(`terms.taskStatus.${status}`) }))}
        value={search.status ?? null}
        onChange={(status) => change({ status: TASK_STATUSES.find((one) => one === status) })}
      />
      <DateField
        aria-label={t('web.ledger.dueFrom')}
        value={search.dueFrom ?? ''}
        onChange={(dueFrom) => change({ dueFrom })}
        leftSection={<small>{t('web.ledger.dueFrom')}</small>}
        leftSectionWidth="4.5rem"
        classNames={{ description: 'hidden-text' }}
      />
      <DateField
        aria-label={t('web.ledger.dueTo')}
        value={search.dueTo ?? ''}
        onChange={(dueTo) => change({ dueTo })}
        leftSection={<small>{t('web.ledger.dueTo')}</small>}
        leftSectionWidth="2.5rem"
        classNames={{ description: 'hidden-text' }}
      />
      <Select
        aria-label={t('web.ledger.sort')}
        data={SORTS.map((sort) => ({ value: sort, label: t(`web.ledger.sorts.${sort}`) }))}
        value={search.sort ?? 'due'}
        allowDeselect={false}
        onChange={(sort) => change({ sort: SORTS.find((one) => one === sort && one !== 'due') })}
      />
      <Checkbox
        label={t('web.ledger.open')}
        checked={search.open === 'true'}
        onChange={(event) => change({ open: event.currentTarget.checked ? 'true' : undefined })}
      />
      {isFiltered && (
        <Button variant="subtle" onClick={() => change(nothing(search))}>
          {t('web.ledger.clear')}
        </Button>
      )}
    </search>
  );
}

function WordsFilter({ q, change, ref }: { q: string; change: (q: string) => void; ref: Ref<HTMLInputElement> }) {
  const { t } = useTexts();
  const [words, setWords] = useState(q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setWords(q), [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <TextInput
      ref={ref}
      type="search"
      aria-label={t('web.ledger.filter')}
      placeholder={t('web.ledger.filter')}
      maxLength={100}
      value={words}
      onChange={({ currentTarget: { value } }) => {
        setWords(value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => change(value.trim()), PAUSE_MS);
      }}
    />
  );
}

function nothing(search: TaskSearch): TaskSearch {
  return Object.fromEntries(Object.keys(search).map((key) => [key, key === 'sort' ? search.sort : undefined]));
}
