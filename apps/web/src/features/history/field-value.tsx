import { useQuery } from '@tanstack/react-query';
import { organisationQuery } from '../../api/get-organisation.ts';
import { useTexts } from '../../i18n/texts.tsx';

/** How a field's value reads: never a raw term, a raw id or a raw date. */
export function useFieldText() {
  const { t, day, name } = useTexts();
  const organisation = useQuery(organisationQuery).data;
  return (field: string, value: string | number | null): string => {
    if (value === null) return t('web.task.change.none');
    switch (field) {
      case 'status':
        return t(`terms.taskStatus.${value}` as 'terms.taskStatus.active', {
          defaultValue: t(`terms.directiveStatus.${value}` as 'terms.directiveStatus.issued', { defaultValue: '' }),
        });
      case 'percent':
        return t('web.percent', { percent: value });
      case 'dueDate':
      case 'signBy':
        return day(String(value));
      case 'leadUnit': {
        const unit = organisation?.units.find(({ id }) => id === value);
        return unit ? name(unit.name) : '…';
      }
      case 'leaderInCharge': {
        const post = organisation?.units.flatMap(({ posts }) => posts).find(({ id }) => id === value);
        return post ? name(post.title) : '…';
      }
      default:
        return String(value);
    }
  };
}
