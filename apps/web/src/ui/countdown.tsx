import type { Campaign } from '#libs/contracts';
import { useSignedIn } from '../app/signed-in.tsx';
import { useTexts } from '../i18n/texts.tsx';
import styles from './countdown.module.css';

/** How many days a campaign has left, counted from the moment that was asked about. */
export function CountdownText({ campaign }: { campaign: Campaign }) {
  const { t, day } = useTexts();
  const { system } = useSignedIn();
  const { countdown, endDate, status } = campaign;
  const isOver = countdown.daysLeft < 0;
  return (
    <p className={styles.countdown}>
      <b>
        {status === 'closed' && t('web.dashboard.countdown.closed')}
        {status === 'open' && countdown.daysLeft > 0 && t('web.dashboard.countdown.left', { days: countdown.daysLeft })}
        {status === 'open' && countdown.daysLeft === 0 && t('web.dashboard.countdown.last')}
        {status === 'open' && isOver && t('web.dashboard.countdown.over', { days: -countdown.daysLeft })}
      </b>
      <span>{t('web.dashboard.countdown.end', { date: day(endDate, system.today) })}</span>
      {status === 'open' && !isOver && (
        <>
          <span>{t('web.dashboard.countdown.working', { days: countdown.workingDaysLeft })}</span>
          {countdown.lastWorkingDay !== endDate && (
            <span>
              {t('web.dashboard.countdown.lastWorking', { date: day(countdown.lastWorkingDay, system.today) })}
            </span>
          )}
          <span>
            {countdown.day === 0
              ? t('web.dashboard.countdown.before')
              : t('web.dashboard.countdown.day', { day: countdown.day, days: countdown.days })}
          </span>
        </>
      )}
    </p>
  );
}
