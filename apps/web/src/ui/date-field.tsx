import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSignedIn } from '../app/signed-in.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { readDate } from './read-date.ts';

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'type'> & {
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  onChange: (date: string) => void;
};

/**
 * A civil date, typed as people write it and read back in words; with a finger, the device's own picker. The browser's field is
 * not used elsewhere, because it writes dates in an order of its own.
 */
export function DateField({ value, onChange, description, error, ...props }: Props) {
  const { t, day } = useTexts();
  const { system } = useSignedIn();
  const [typed, type] = useState(value);
  const [isLeft, leave] = useState(true);
  useEffect(() => type((known) => (readDate(known, system.today) === value ? known : value)), [value, system.today]);
  const date = readDate(typed, system.today);
  const isTouched = matchMedia('(pointer: coarse)').matches;
  const told = date && date === value ? day(date) : description;

  function change(next: string) {
    type(next);
    leave(false);
    const read = readDate(next, system.today);
    if (read !== null || next.trim() === '') onChange(read ?? '');
  }
  return (
    <TextInput
      {...props}
      type={isTouched ? 'date' : 'text'}
      inputMode="text"
      autoComplete="off"
      placeholder={t('web.date.hint')}
      value={typed}
      description={told}
      error={error ?? (isLeft && typed.trim() !== '' && date === null ? t('web.date.unread') : null)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        leave(true);
        if (date !== null) type(date);
      }}
    />
  );
}
