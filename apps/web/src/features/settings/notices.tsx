import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { NotificationPreferences } from '#libs/contracts';
import { preferencesQuery } from '../../api/get-own.ts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { Part } from './part.tsx';
import styles from './settings.module.css';

interface Props {
  readonly say: (said: string) => void;
}

/** By which channels one is told, at which hour, and when not. */
export function Notices({ say }: Props) {
  const { t } = useTexts();
  const { data } = useQuery(preferencesQuery);
  return (
    <Part name="notices" title={t('web.settings.notices')} hint={t('web.settings.inboxAlways')}>
      {data ? <NoticesForm preferences={data} say={say} /> : <Loading />}
    </Part>
  );
}

function NoticesForm({ preferences, say }: Props & { preferences: NotificationPreferences }) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [off, turnOff] = useState(preferences.channelsOff);
  const [workingDaysOnly, keepToWorkingDays] = useState(preferences.workingDaysOnly);
  const [times, setTimes] = useState({
    digest: preferences.digestTime ?? '',
    quietFrom: preferences.quietHours?.from ?? '',
    quietUntil: preferences.quietHours?.until ?? '',
  });
  async function save(event: FormEvent) {
    event.preventDefault();
    const { digest, quietFrom: from, quietUntil: until } = times;
    const quietHours = from || until ? { from, until } : null;
    const body = { channelsOff: off, digestTime: digest || null, quietHours, workingDaysOnly };
    if ((await send<object>('/notification-preferences', body)) !== null) say(t('web.settings.saved'));
  }
  const toggle = (channel: 'email' | 'web-push', isOn: boolean) =>
    turnOff(isOn ? off.filter((one) => one !== channel) : [...off, channel]);
  const pointers = { digest: '/digestTime', quietFrom: '/quietHours/from', quietUntil: '/quietHours/until' };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <ProblemNote problem={problem} />
      <Checkbox
        label={t('web.settings.byEmail')}
        checked={!off.includes('email')}
        onChange={(event) => toggle('email', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('web.settings.byPush')}
        checked={!off.includes('web-push')}
        onChange={(event) => toggle('web-push', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('web.settings.workingDays')}
        checked={workingDaysOnly}
        onChange={(event) => keepToWorkingDays(event.currentTarget.checked)}
      />
      <div className={styles.times}>
        {(['digest', 'quietFrom', 'quietUntil'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`web.settings.${field}`)}
            placeholder="09:00"
            value={times[field]}
            onChange={(event) => setTimes({ ...times, [field]: event.currentTarget.value.trim() })}
            error={faultOf(problem, pointers[field])}
          />
        ))}
      </div>
      <div>
        <Button type="submit" loading={busy}>
          {t('web.settings.save')}
        </Button>
      </div>
    </form>
  );
}
