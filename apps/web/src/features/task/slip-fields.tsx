import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TaskDetail } from '#libs/contracts';
import { taskDeedsQuery } from '../../api/get-task.ts';
import { useTexts } from '../../i18n/texts.tsx';
import type { SlipColour } from './deeds.ts';
import { Options } from './options.tsx';
import styles from './task.module.css';

interface ColourProps {
  readonly taskId: string;
  readonly value: SlipColour | null;
  readonly change: (colour: SlipColour) => void;
  readonly error: string | null;
}

/** The colours for which the task gives ground now, each with its rule. */
export function SlipColourField({ taskId, value, change, error }: ColourProps) {
  const { t } = useTexts();
  const colours = useQuery(taskDeedsQuery(taskId)).data?.slipColours ?? [];
  return (
    <Options
      label={t('web.slips.colourOf')}
      value={value ?? ''}
      options={colours.map((colour) => [colour, t(`web.slips.grounds.${colour}`)])}
      change={(chosen) => {
        const colour = colours.find((one) => one === chosen);
        if (colour) change(colour);
      }}
      error={error}
    />
  );
}

interface SlipProps {
  readonly slips: TaskDetail['slips'];
  readonly value: string;
  readonly change: (slipId: string) => void;
}

/** Which slip is answered, and what it asks. */
export function SlipChoice({ slips, value, change }: SlipProps) {
  const { t } = useTexts();
  const open = slips.filter(({ answer }) => answer === null);
  return (
    <>
      {open.length > 1 && (
        <Select
          label={t('web.slips.which')}
          allowDeselect={false}
          data={open.map(({ id, number }) => ({ value: id, label: number }))}
          value={value}
          onChange={(slipId) => change(slipId ?? value)}
        />
      )}
      {open
        .filter(({ id }) => id === value)
        .map(({ id, number, colour, text }) => (
          <p key={id} className={styles.asked} data-colour={colour}>
            <b>{number}</b> {text}
          </p>
        ))}
    </>
  );
}
