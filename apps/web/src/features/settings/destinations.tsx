import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AddedDestination, PingAnswer, RotatedSecret } from '#libs/contracts';
import { organisationQuery } from '../../api/get-organisation.ts';
import { destinationsQuery } from '../../api/get-own.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { Once, Part } from './part.tsx';
import styles from './settings.module.css';

const CHANNELS = ['webhook', 'wecom', 'dingtalk', 'feishu'] as const;

/** The webhooks and robots that reminders go to besides. */
export function Destinations({ say }: { say: (said: string) => void }) {
  const { t, name, language } = useTexts();
  const { data } = useQuery(destinationsQuery);
  const units = useQuery(organisationQuery).data?.units ?? [];
  const { send, busy, problem } = useCommand();
  const [adding, add] = useState(false);
  const [secret, show] = useState<string | null>(null);
  async function ping(id: string) {
    const answer = await send<PingAnswer & { position?: number }>(`/destinations/${id}/ping`, {});
    if (answer)
      say(answer.taken ? t('web.settings.pinged') : t('web.settings.notPinged', { error: answer.error ?? '' }));
  }
  async function admit(id: string, deed: 'disable' | 'enable') {
    if ((await send<object>(`/destinations/${id}/${deed}`, {})) !== null) say(t('web.settings.done'));
  }
  async function rotate(id: string) {
    const answer = await send<RotatedSecret & { position?: number }>(`/destinations/${id}/rotate-secret`, {});
    if (!answer) return;
    show(answer.secret);
    say(t('web.settings.rotated'));
  }
  return (
    <Part
      title={t('web.settings.destinations')}
      hint={t('web.settings.destinationsHint')}
      action={
        <Button variant="default" onClick={() => add(true)}>
          {t('web.settings.newDestination')}
        </Button>
      }
    >
      <ProblemNote problem={problem} />
      <Once secret={secret} />
      {data?.items.length === 0 && <p className="muted">{t('web.settings.noDestinations')}</p>}
      <ul className={`plain ${styles.list}`}>
        {data?.items.map(({ id, name: called, channel, origin, disabledAt }) => (
          <li key={id}>
            <div>
              <span>{called}</span>
              <p className="muted">
                {t(`terms.channel.${channel}`)} · {origin}
                {disabledAt && ` · ${t('web.settings.disabled')}`}
              </p>
            </div>
            <div className={styles.acts}>
              {channel === 'webhook' && (
                <Button
                  variant="default"
                  size="compact-sm"
                  disabled={busy}
                  aria-label={`${t('web.settings.rotate')}: ${called}`}
                  onClick={() => void rotate(id)}
                >
                  {t('web.settings.rotate')}
                </Button>
              )}
              {(['ping', disabledAt ? 'enable' : 'disable'] as const).map((deed) => (
                <Button
                  key={deed}
                  variant="default"
                  size="compact-sm"
                  disabled={busy}
                  aria-label={`${t(`web.settings.${deed}`)}: ${called}`}
                  onClick={() => void (deed === 'ping' ? ping(id) : admit(id, deed))}
                >
                  {t(`web.settings.${deed}`)}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {adding && (
        <FormDialog
          title={t('web.settings.newDestination')}
          path="/destinations"
          fields={[
            {
              ...{ name: 'channel', label: t('web.settings.channel'), kind: 'choice', begin: 'webhook' },
              choices: CHANNELS.map((channel) => ({ value: channel, label: t(`terms.channel.${channel}`) })),
            },
            { name: 'name', label: t('web.settings.name'), kind: 'text' },
            { name: 'address', label: t('web.settings.address'), kind: 'text' },
            { name: 'secret', label: t('web.settings.secret'), kind: 'text', optional: true },
            {
              ...{ name: 'unitId', label: t('web.settings.unit'), kind: 'choice', optional: true },
              choices: units.map((unit) => ({ value: unit.id, label: name(unit.name) })),
            },
          ]}
          body={({ secret: given, unitId, ...filled }) => ({
            ...filled,
            ...{ secret: given || null, unitId: unitId || null, language },
          })}
          close={() => add(false)}
          done={(answer) => {
            add(false);
            show((answer as AddedDestination).secret);
          }}
        />
      )}
    </Part>
  );
}
