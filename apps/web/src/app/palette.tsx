import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from 'react';
import { searchQuery } from '../api/search.ts';
import { useTexts } from '../i18n/texts.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './palette.module.css';
import { placesOf } from './places.ts';
import { useSignedIn } from './signed-in.tsx';

interface Goal {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  readonly go: () => Promise<void>;
}

/** Goes anywhere by a few letters: to a place, or to a directive or a task by its number, its title, its quote or what was written of it. */
export function Palette({ close }: { close: () => void }) {
  const { t } = useTexts();
  const [wanted, want] = useState('');
  const [place, move] = useState(0);
  const goals = useGoals(useDeferredValue(wanted.trim()));
  const present = goals[Math.min(place, goals.length - 1)];
  useEffect(() => {
    document.getElementById(`goal-${present?.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [present?.id]);

  function choose(goal: Goal | undefined) {
    if (!goal) return;
    close();
    void goal.go();
  }
  function steer(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (by === undefined) choose(present);
    else move((known) => Math.min(Math.max(known + by, 0), goals.length - 1));
  }
  return (
    <Dialog title={t('web.palette.title')} close={close} bare>
      <input
        className={styles.input}
        data-autofocus
        role="combobox"
        aria-label={t('web.palette.hint')}
        aria-expanded={goals.length > 0}
        aria-controls="goals"
        aria-activedescendant={present && `goal-${present.id}`}
        aria-autocomplete="list"
        placeholder={t('web.palette.hint')}
        value={wanted}
        onChange={(event) => {
          want(event.currentTarget.value);
          move(0);
        }}
        onKeyDown={steer}
      />
      <div id="goals" role="listbox" aria-label={t('web.palette.title')} className={styles.goals}>
        {goals.map((goal) => (
          <div
            key={goal.id}
            id={`goal-${goal.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={goal === present}
            className={styles.goal}
            onClick={() => choose(goal)}
            onKeyDown={steer}
          >
            <span>{goal.label}</span> <small>{goal.about}</small>
          </div>
        ))}
      </div>
      {goals.length === 0 && <p className={styles.nothing}>{t('web.palette.nothing')}</p>}
    </Dialog>
  );
}

function useGoals(q: string): readonly Goal[] {
  const { t } = useTexts();
  const { session } = useSignedIn();
  const navigate = useNavigate();
  const reads = session.roles.some((role) => role === 'clerk' || role === 'liaison' || role === 'leader');
  const found = useQuery({ ...searchQuery(q), enabled: reads && q.length > 1 });
  const places = placesOf(session)
    .map(({ to, name: place }) => ({
      id: place,
      label: t(`web.nav.${place}`),
      about: t('web.palette.places'),
      go: () => navigate({ to }),
    }))
    .filter(({ label }) => label.toLowerCase().includes(q.toLowerCase()));
  const items = (q.length > 1 ? (found.data?.items ?? []) : []).map(({ kind, id, number, title, field, words }) => ({
    id,
    label: `${number ?? ''} ${title}`,
    about: field === 'title' ? t(`web.palette.kind.${kind}`) : words,
    go: () =>
      kind === 'task'
        ? navigate({ to: '/tasks/$taskId', params: { taskId: id } })
        : navigate({ to: '/directives/$directiveId', params: { directiveId: id } }),
  }));
  return [...places, ...items];
}
