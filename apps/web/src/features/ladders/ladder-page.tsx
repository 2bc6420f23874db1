import { Button, TextInput } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { CommandAnswer, Ladder, LadderStep, Settings } from '#libs/contracts';
import { settingsQuery } from '../../api/get-settings.ts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { NotFound } from '../../app/failed.tsx';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { MeanwhileNote } from '../../ui/meanwhile-note.tsx';
import { Page } from '../../ui/page.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useMeanwhile } from '../../ui/use-meanwhile.ts';
import styles from './ladders.module.css';
import { StepEditor } from './step-editor.tsx';
import { ruleText, stepText } from './step-text.ts';

/** One ladder as sentences; the office writes its next version here, or another one that begins like it (`?copy`). */
export function LadderPage() {
  const { ladder: named } = useParams({ from: '/settings/ladders/$ladder' });
  const { copy, edit } = useSearch({ from: '/settings/ladders/$ladder' });
  const { t, name, time } = useTexts();
  const { session, system } = useSignedIn();
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const ladder = settings.ladders.find((one) => one.name === named);
  if (!ladder) return <NotFound />;
  const mayWrite = session.roles.includes('clerk');
  if (mayWrite && (copy || edit))
    return <Writing key={`${copy}`} ladder={ladder} settings={settings} isCopy={copy === true} />;
  return (
    <Page
      title={name(ladder.title)}
      about={
        ladder.since
          ? t('web.ladders.version', { version: ladder.version, time: time(ladder.since, system.timeZone) })
          : t('web.ladders.preset')
      }
      action={
        mayWrite && (
          <>
            <LinkButton to="/settings/ladders/$ladder" params={{ ladder: named }} search={{ edit: true }}>
              {t('web.ladders.write')}
            </LinkButton>
            <LinkButton
              to="/settings/ladders/$ladder"
              params={{ ladder: named }}
              search={{ copy: true }}
              variant="default"
            >
              {t('web.ladders.copy')}
            </LinkButton>
          </>
        )
      }
    >
      <Sentences steps={ladder.steps} />
    </Page>
  );
}

export function Sentences({ steps }: { steps: readonly LadderStep[] }) {
  const { t, name } = useTexts();
  return (
    <ol className={styles.sentences}>
      {steps.map((step) => (
        <li key={step.rule}>
          <strong>{ruleText(step, t, name)}</strong> <span>{stepText(step, t)}</span>
        </li>
      ))}
    </ol>
  );
}

function Writing({ ladder, settings, isCopy }: { ladder: Ladder; settings: Settings; isCopy: boolean }) {
  const { t, name } = useTexts();
  const navigate = useNavigate();
  const { send, busy, problem } = useCommand();
  const [begun] = useState(ladder.version);
  const [draft, change, forget] = useDraft(`ladder.${ladder.name}.${begun}.${isCopy}`, {
    ...{ name: isCopy ? '' : ladder.name, title: ladder.title, steps: ladder.steps },
  });
  const sentences = ladder.steps.map((step) => `${ruleText(step, t, name)} ${stepText(step, t)}`);
  const shown = { [t('web.ladders.steps')]: sentences.join('\n') };
  const meanwhile = useMeanwhile({ version: settings.version, shown }, problem);
  const setStep = (place: number, step: LadderStep) =>
    change({ steps: draft.steps.map((one, at) => (at === place ? step : one)) });

  async function save(event: FormEvent) {
    event.preventDefault();
    const body = { title: draft.title, steps: draft.steps };
    meanwhile.look();
    if (!(await send<CommandAnswer>(`/settings/ladders/${draft.name}`, body, meanwhile.version))) return;
    forget();
    void navigate({ to: '/settings/ladders/$ladder', params: { ladder: draft.name } });
  }
  function add() {
    const free = Array.from({ length: draft.steps.length + 1 }, (_, place) => `own-${place + 1}`);
    const rule = free.find((one) => draft.steps.every((step) => step.rule !== one)) ?? 'own';
    const step: LadderStep = {
      ...{ rule, title: { zh: '', en: '' }, to: ['responsible'], from: 'deadline', after: { workingDays: -1 } },
      ...{ roll: 'previous', time: null, channels: null, unless: null, repeatsEvery: null },
    };
    change({ steps: [...draft.steps, step] });
  }
  return (
    <Page
      title={t(isCopy ? 'web.ladders.copyOf' : 'web.ladders.writing', { name: name(ladder.title) })}
      about={t('web.ladders.hint')}
    >
      <form className={styles.writing} onSubmit={(event) => void save(event)}>
        <MeanwhileNote meanwhile={meanwhile} problem={problem} />
        <div className={styles.fields}>
          {isCopy && (
            <TextInput
              label={t('web.ladders.name')}
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              maxLength={40}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={faultOf(problem, '/name')}
            />
          )}
          {(['zh', 'en'] as const).map((language) => (
            <TextInput
              key={language}
              label={t(`web.ladders.ladderTitle.${language}`)}
              required
              value={draft.title[language]}
              onChange={(event) => change({ title: { ...draft.title, [language]: event.currentTarget.value } })}
              error={faultOf(problem, `/title/${language}`)}
            />
          ))}
        </div>
        <ol className={`plain ${styles.steps}`} aria-label={t('web.ladders.steps')}>
          {draft.steps.map((step, place) => (
            <StepEditor
              key={step.rule}
              step={step}
              place={place}
              change={(next) => setStep(place, next)}
              remove={() => change({ steps: draft.steps.filter((one) => one !== step) })}
              problem={problem}
            />
          ))}
        </ol>
        <div>
          <Button variant="default" onClick={add}>
            {t('web.ladders.add')}
          </Button>
        </div>
        <details>
          <summary>{t('web.ladders.preview')}</summary>
          <Sentences steps={draft.steps} />
        </details>
        <div className={styles.acts}>
          <Button type="submit" loading={busy}>
            {meanwhile.isStale ? t('web.problem.resend') : t('web.ladders.save')}
          </Button>
          <LinkButton
            to="/settings/ladders/$ladder"
            params={{ ladder: ladder.name }}
            variant="default"
            onClick={forget}
          >
            {t('web.cancel')}
          </LinkButton>
        </div>
      </form>
    </Page>
  );
}
