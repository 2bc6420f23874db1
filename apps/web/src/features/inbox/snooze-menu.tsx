import { Button, Menu } from '@mantine/core';
import type { Alert, SnoozeAnswer } from '#libs/contracts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { beginOf, daysAfter } from '../../i18n/dates.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';

const DAYS = [1, 2, 3, 7] as const;
/** The hour at which what was put off comes back. */
const HOUR_MS = 9 * 3_600_000;

/** Puts alerts off to the morning of a later day, as long as they still warn then; nothing when that can no longer be. */
export function SnoozeMenu({ alerts, say }: { alerts: readonly Alert[]; say: (sentence: string) => void }) {
  const { t, day, time } = useTexts();
  const { system } = useSignedIn();
  const { send, busy, problem } = useCommand();
  const canWait = alerts.every(({ snooze }) => snooze !== null);
  const before = alerts.flatMap(({ snooze }) => snooze?.before ?? []).sort()[0];
  const mornings = DAYS.map((days) => {
    const date = daysAfter(system.today, days);
    return { date, until: new Date(Date.parse(beginOf(date, system.timeZone)) + HOUR_MS).toISOString() };
  }).filter(({ until }) => before === undefined || until < before);
  if (!canWait || mornings.length === 0) return null;

  async function putOff(until: string) {
    const alertIds = alerts.map(({ id }) => id);
    if (await send<SnoozeAnswer>('/inbox/snooze', { alertIds, until }))
      say(t('web.inbox.putOff', { time: time(until, system.timeZone) }));
  }
  return (
    <>
      <ProblemNote problem={problem} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" disabled={busy}>
            {t('web.inbox.later')}
            <span className="hidden-text"> {alerts[0]?.taskNumber ?? alerts[0]?.subject}</span>
            <span aria-hidden="true">&nbsp;▾</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mornings.map(({ date, until }) => (
            <Menu.Item key={date} onClick={() => void putOff(until)}>
              {day(date, system.today)} 09:00
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
