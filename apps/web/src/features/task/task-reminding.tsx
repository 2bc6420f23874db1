import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { CommandAnswer, TaskDetail } from '#libs/contracts';
import type { Language } from '#libs/messages';
import { settingsQuery } from '../../api/get-settings.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { weekdayName } from './cycle.ts';
import styles from './task.module.css';

interface Props {
  readonly task: TaskDetail;
  /** Told of a change; left out where nothing may be changed. */
  readonly say?: (said: string) => void;
}

/** By which edition of which ladder a task is reminded of, and when its unit reports; the office may choose another ladder. */
export function TaskReminding({ task, say }: Props) {
  const { t, name, language } = useTexts();
  const { session } = useSignedIn();
  const { data: settings } = useQuery(settingsQuery);
  const { send, busy, problem } = useCommand();
  const ladder = settings?.ladders.find((one) => one.name === task.ladder);
  const isOpen = task.status !== 'closed' && task.status !== 'ended';
  async function choose(next: string | null) {
    const chosen = settings?.ladders.find((one) => one.name === next);
    if (!chosen || chosen.name === task.ladder) return;
    if (await send<CommandAnswer>(`/tasks/${task.id}/ladder`, { ladder: chosen.name }))
      say?.(t('web.slips.ladderChosen', { ladder: name(chosen.title) }));
  }
  return (
    <section className={styles.reminding} aria-labelledby="reminding">
      <h2 id="reminding">{t('web.ladders.title')}</h2>
      <ProblemNote problem={problem} />
      {ladder && (
        <p>
          <Link to="/settings/ladders/$ladder" params={{ ladder: ladder.name }}>
            {name(ladder.title)}
          </Link>{' '}
          <span className="muted">
            {ladder.version === 0 ? t('web.ladders.preset') : t('web.ladders.edition', { version: ladder.version })}
          </span>
        </p>
      )}
      {task.cycle && <p>{cycleText(task.cycle, t, language)}</p>}
      {say && isOpen && settings && session.roles.includes('clerk') && (
        <Select
          label={t('web.slips.chooseLadder')}
          data={settings.ladders.map((one) => ({ value: one.name, label: name(one.title) }))}
          value={task.ladder}
          allowDeselect={false}
          disabled={busy}
          onChange={(next) => void choose(next)}
        />
      )}
    </section>
  );
}

/** When the unit reports: `每周二 12:00 前反馈`. */
function cycleText(cycle: NonNullable<TaskDetail['cycle']>, t: TFunction, language: Language): string {
  const { time } = cycle;
  switch (cycle.kind) {
    case 'weekly':
      return t('web.slips.cycle.weekly', { weekday: weekdayName(cycle.weekday, language), time });
    case 'monthly':
      return t('web.slips.cycle.monthly', { day: cycle.day, time });
    case 'phases':
      return t('web.slips.cycle.phases', { count: cycle.dates.length, time });
  }
}
