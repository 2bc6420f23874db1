import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { organisationQuery } from '../api/get-organisation.ts';
import { useTexts } from '../i18n/texts.tsx';

type Props = Omit<SelectProps<string>, 'data' | 'value' | 'onChange'> & {
  value: string | null;
  onChange: (unitId: string | null) => void;
};

/** One unit of the organisation, found by typing a part of its name in either language. */
export function UnitSelect({ value, onChange, ...props }: Props) {
  const { t, name, language } = useTexts();
  const organisation = useQuery(organisationQuery);
  const units = (organisation.data?.units ?? []).map((unit) => ({ value: unit.id, label: name(unit.name), unit }));
  const known = new Map(units.map(({ value, unit }) => [value, `${unit.name.zh} ${unit.name.en}`.toLowerCase()]));
  return (
    <Select
      key={language}
      searchable
      clearable
      placeholder={t('web.review.choose')}
      clearButtonProps={{ 'aria-label': t('web.ledger.clear') }}
      nothingFoundMessage={t('web.palette.nothing')}
      filter={({ options, search }) =>
        options.filter(
          (option) => 'value' in option && known.get(String(option.value))?.includes(search.trim().toLowerCase()),
        )
      }
      {...props}
      data={units.map(({ value, label }) => ({ value, label }))}
      value={value}
      onChange={(unitId) => onChange(unitId)}
    />
  );
}
