import { Button } from '@mantine/core';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { useKeys } from '../../keys/registry.ts';
import type { Entry } from '../history/entries.ts';
import styles from './task.module.css';

interface Props {
  readonly entries: readonly Entry[];
  readonly place: number;
  readonly goTo: (place: number) => void;
}

/** Steps through what happened, event by event and not by days. */
export function TimeSlider({ entries, place, goTo }: Props) {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const last = entries.length - 1;
  const textOf = (entry: Entry | undefined) =>
    entry
      ? t('web.task.sliderText', {
          time: time(entry.at, system.timeZone),
          event: t(`web.task.events.${entry.type}` as 'web.task.events.TaskAssigned', { defaultValue: entry.type }),
        })
      : '';
  const step = (by: 1 | -1) => goTo(Math.min(Math.max(place + by, 0), last));
  useKeys(t('web.task.travel'), [
    { keys: '[', label: t('web.task.keys.earlier'), run: () => step(-1) },
    { keys: ']', label: t('web.task.keys.later'), run: () => step(1) },
  ]);
  return (
    <div className={styles.travel}>
      <Button
        variant="default"
        size="compact-sm"
        disabled={place === 0}
        onClick={() => step(-1)}
        aria-label={t('web.task.previous')}
      >
        ‹
      </Button>
      <input
        type="range"
        min={0}
        max={last}
        value={place}
        aria-label={t('web.task.sliderLabel')}
        aria-valuetext={textOf(entries[place])}
        onChange={(event) => goTo(Number(event.currentTarget.value))}
      />
      <Button
        variant="default"
        size="compact-sm"
        disabled={place === last}
        onClick={() => step(1)}
        aria-label={t('web.task.next')}
      >
        ›
      </Button>
      <output>{textOf(entries[place])}</output>
    </div>
  );
}
