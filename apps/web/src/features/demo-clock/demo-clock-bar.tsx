import { Button } from '@mantine/core';
import type { DemoClock } from '#libs/contracts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { daysAfter } from '../../i18n/dates.ts';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './demo-clock-bar.module.css';

/** Demo mode only: business time, and moving it on by a day or a week. It never goes back. */
export function DemoClockBar() {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { send, busy, problem } = useCommand();
  const move = (days: number) =>
    void send<DemoClock & { position?: number }>('/demo/clock', { to: daysAfter(system.today, days) });
  return (
    <aside className={`${styles.bar} no-print`} aria-label={t('web.clock.title')}>
      <span>{t('web.clock.now', { time: time(system.now, system.timeZone) })}</span>
      <Button size="compact-sm" variant="default" disabled={busy} onClick={() => move(1)}>
        {t('web.clock.next')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={busy} onClick={() => move(7)}>
        {t('web.clock.week')}
      </Button>
      <span role="status">{busy ? t('web.clock.moving') : problem?.message}</span>
    </aside>
  );
}
