import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Ref, useEffect, useRef, useState } from 'react';
import { organisationQuery } from '../../api/get-organisation.ts';
import { campaignsQuery } from '../../api/list-campaigns.ts';
import { readoutChoicesQuery } from '../../api/list-readouts.ts';
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
  const [more, showMore] = useState(false);
  const isFiltered = filtersOf(search).length > 0;
  const isMore = more || search.campaign !== undefined || search.leader !== undefined || search.readout !== undefined;
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
      {isMore ? (
        <Sources search={search} change={change} />
      ) : (
        <Button variant="subtle" onClick={() => showMore(true)}>
          {t('web.ledger.more')}
        </Button>
      )}
      {isFiltered && (
        <Button variant="subtle" onClick={() => change(nothing(search))}>
          {t('web.ledger.clear')}
        </Button>
      )}
    </search>
  );
}

/** Where the tasks come from and who answers for them. */
function Sources({ search, change }: { search: TaskSearch; change: (changed: TaskSearch) => void }) {
  const { t, name, day } = useTexts();
  const campaigns = useQuery(campaignsQuery()).data?.items ?? [];
  const units = useQuery(organisationQuery).data?.units ?? [];
  const readouts = useQuery(readoutChoicesQuery).data?.items ?? [];
  const leaders = units.flatMap(({ posts }) => posts.filter(({ duty }) => duty === 'leader'));
  const choices = {
    campaign: campaigns.map(({ id, title }) => ({ value: id, label: title })),
    leader: leaders.map(({ id, title, holder }) => ({
      value: id,
      label: [name(title), holder?.name].filter(Boolean).join(' '),
    })),
    readout: readouts.map(({ id, title, meetingDate }) => ({ value: id, label: `${title} (${day(meetingDate)})` })),
  };
  return (['campaign', 'leader', 'readout'] as const).map((field) => (
    <Select
      key={field}
      aria-label={t(`web.ledger.${field}`)}
      placeholder={t(`web.ledger.any.${field}`)}
      clearable
      searchable
      nothingFoundMessage={t('web.palette.nothing')}
      clearButtonProps={{ 'aria-label': t('web.ledger.clear') }}
      data={choices[field]}
      value={search[field] ?? null}
      onChange={(chosen) => change({ [field]: chosen ?? undefined })}
    />
  ));
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

/** What of an address narrows the ledger; the rest says how it is shown. */
export function filtersOf(search: TaskSearch): string[] {
  const given = Object.entries(search).filter(([, value]) => value !== undefined);
  return given.map(([field]) => field).filter((field) => !['sort', 'layout', 'week', 'as_of'].includes(field));
}

function nothing(search: TaskSearch): TaskSearch {
  return Object.fromEntries(filtersOf(search).map((key) => [key, undefined]));
}
