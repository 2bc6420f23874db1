import { Button, NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CommandAnswer, LightThresholds, Settings } from '#libs/contracts';
import { settingsQuery } from '../../api/get-settings.ts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { MeanwhileNote } from '../../ui/meanwhile-note.tsx';
import { useMeanwhile } from '../../ui/use-meanwhile.ts';
import { Part } from './part.tsx';
import styles from './settings.module.css';

const RANGES = {
  dueSoonWorkingDays: [0, 60],
  dueSoonPercent: [0, 100],
  behindPoints: [0, 100],
  silentDays: [1, 365],
} as const satisfies Record<keyof LightThresholds, readonly [number, number]>;
const NAMES = Object.keys(RANGES) as (keyof LightThresholds)[];

/** From when on lights say that a task is due soon, or behind; the office sets it. */
export function Lights({ say, mayWrite }: { say: (said: string) => void; mayWrite: boolean }) {
  const { t } = useTexts();
  const { data } = useQuery(settingsQuery);
  const queries = useQueryClient();
  const [saves, count] = useState(0);
  // The form begins anew with what it saved, and not as if another person had.
  async function saved() {
    await queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
    count((known) => known + 1);
    say(t('web.lights.saved'));
  }
  return (
    <Part name="lights" title={t('web.lights.title')} hint={t('web.lights.about')}>
      {!data && <Loading />}
      {data && <Thresholds key={saves} settings={data} saved={saved} mayWrite={mayWrite} />}
    </Part>
  );
}

interface Props {
  readonly settings: Settings;
  readonly saved: () => Promise<void>;
  readonly mayWrite: boolean;
}

function Thresholds({ settings: { version, thresholds }, saved, mayWrite }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [typed, type] = useState<Partial<LightThresholds>>({});
  const draft = { ...thresholds, ...typed };
  const shown = Object.fromEntries(NAMES.map((name) => [t(`web.lights.${name}`), String(thresholds[name])]));
  const meanwhile = useMeanwhile({ version, shown }, problem);
  async function save(event: FormEvent) {
    event.preventDefault();
    meanwhile.look();
    if (await send<CommandAnswer>('/settings/light-thresholds', draft, meanwhile.version)) await saved();
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <MeanwhileNote meanwhile={meanwhile} problem={problem} />
      {NAMES.map((name) => (
        <NumberInput
          key={name}
          label={t(`web.lights.${name}`)}
          required
          readOnly={!mayWrite}
          min={RANGES[name][0]}
          max={RANGES[name][1]}
          allowDecimal={false}
          value={draft[name]}
          onChange={(next) => type((before) => ({ ...before, [name]: next === '' ? next : Number(next) }))}
          error={faultOf(problem, `/${name}`)}
        />
      ))}
      {mayWrite && (
        <div className={styles.acts}>
          <Button type="submit" loading={busy}>
            {meanwhile.isStale ? t('web.problem.resend') : t('web.lights.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
