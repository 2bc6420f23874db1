import type { DemoClock } from '#libs/contracts';
import { useCommand } from '../command.ts';
import { useTexts } from '../language.tsx';
import { useSignedIn } from '../session.tsx';

const DAY_MS = 86_400_000;

/** Demo mode only: business time, and moving it on by a day or a week. It never goes back. */
export function DemoClockBar() {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { send, busy, problem } = useCommand();
  const move = (days: number) => {
    const to = new Date(Date.parse(system.today) + days * DAY_MS).toISOString().slice(0, 10);
    return send<DemoClock & { position?: number }>('/demo/clock', { to });
  };
  return (
    <section className="clock" aria-label={t('web.clock.title')}>
      <span>{t('web.clock.now', { time: time(system.now, system.timeZone) })}</span>
      <button type="button" disabled={busy} onClick={() => move(1)}>
        {t('web.clock.next')}
      </button>
      <button type="button" disabled={busy} onClick={() => move(7)}>
        {t('web.clock.week')}
      </button>
      <span role="status">{busy ? t('web.clock.moving') : problem?.message}</span>
    </section>
  );
}
