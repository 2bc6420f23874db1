import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { preferencesQuery } from '../../api/get-own.ts';
import { useTexts } from '../../i18n/texts.tsx';

/** When one is not told outside of the inbox, and where that is changed. */
export function QuietHours() {
  const { t } = useTexts();
  const { data } = useQuery(preferencesQuery);
  const told = [
    data?.quietHours ? t('web.inbox.quiet', data.quietHours) : t('web.inbox.noQuiet'),
    data?.workingDaysOnly && t('web.settings.workingDays'),
    data?.digestTime && t('web.inbox.digest', { time: data.digestTime }),
  ];
  return (
    <>
      {data && told.filter(Boolean).join(' · ')}{' '}
      <Link to="/settings" hash="notices">
        {t('web.inbox.change')}
      </Link>
    </>
  );
}
