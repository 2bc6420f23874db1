import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import { useQuery } from '@tanstack/react-query';
import { organisationQuery } from '../api/get-organisation.ts';
import { useTexts } from '../i18n/texts.tsx';

type Props = Omit<MultiSelectProps, 'data' | 'value' | 'onChange'> & {
  value: readonly string[];
  onChange: (unitIds: string[]) => void;
  /** A unit that cannot be chosen, as the lead unit cannot be its own co-unit. */
  without?: string | null;
};

/** Several units of the organisation. */
export function UnitsSelect({ value, onChange, without, ...props }: Props) {
  const { t, name } = useTexts();
  const organisation = useQuery(organisationQuery);
  const units = organisation.data?.units ?? [];
  return (
    <MultiSelect
      size="sm"
      searchable
      hidePickedOptions
      nothingFoundMessage={t('web.palette.nothing')}
      {...props}
      data={units.filter(({ id }) => id !== without).map((unit) => ({ value: unit.id, label: name(unit.name) }))}
      value={[...value]}
      onChange={onChange}
    />
  );
}
