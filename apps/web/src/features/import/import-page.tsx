import { Button, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ImportAnswer } from '#libs/contracts';
import sampleEn from '../../../../../docs/samples/readout.en.txt?raw';
import sampleZh from '../../../../../docs/samples/readout.zh.txt?raw';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import styles from './import.module.css';

const SAMPLES = { zh: sampleZh, en: sampleEn };
const SAMPLE_DATE = '2022-10-26';

/** Takes in a readout, as text or as a file, and goes on to the review of what it proposes. */
export function ImportPage() {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const { send, busy, problem } = useCommand();
  const [draft, change, forget] = useDraft('import', { text: '', date: '', title: '', body: '' });
  const [file, choose] = useState<File | null>(null);
  const [lacking, setLacking] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const isGiven = (draft.text.trim() !== '') !== (file !== null);
    setLacking(!isGiven);
    if (!isGiven) return;
    const about = {
      meetingDate: draft.date,
      ...(draft.title.trim() && { title: draft.title.trim() }),
      ...(draft.body.trim() && { body: draft.body.trim() }),
    };
    const answer = await send<ImportAnswer>('/readouts', file ? formOf(file, about) : { ...about, text: draft.text });
    if (!answer) return;
    forget();
    await navigate({ to: '/readouts/$readoutId/review', params: { readoutId: answer.id } });
  }

  return (
    <Page title={t('web.import.title')} about={t('web.import.secrecy')}>
      <ProblemNote problem={problem} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Textarea
          label={t('web.import.text')}
          autosize
          minRows={12}
          maxRows={24}
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          error={faultOf(problem, '/text') ?? (lacking ? t('web.import.neither') : null)}
          disabled={file !== null}
          data-autofocus
        />
        <div className={styles.row}>
          <label className={styles.file}>
            {t('web.import.file')}
            <input
              type="file"
              accept=".docx,.pdf,.txt,.md,.html,.htm"
              onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
            />
          </label>
          <Button
            variant="default"
            onClick={() => change({ text: SAMPLES[language], date: draft.date || SAMPLE_DATE })}
            disabled={file !== null}
          >
            {t('web.import.sample')}
          </Button>
        </div>
        <div className={styles.row}>
          <DateField
            label={t('web.import.date')}
            description={t('web.import.dateHint')}
            required
            value={draft.date}
            onChange={(date) => change({ date })}
            error={faultOf(problem, '/meetingDate')}
          />
          <TextInput
            label={t('web.import.heading')}
            value={draft.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
            error={faultOf(problem, '/title')}
          />
          <TextInput
            label={t('web.import.body')}
            value={draft.body}
            onChange={(event) => change({ body: event.currentTarget.value })}
            error={faultOf(problem, '/body')}
          />
        </div>
        <div>
          <Button type="submit" loading={busy}>
            {t('web.import.submit')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function formOf(file: File, about: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(about)) form.append(name, value);
  form.append('file', file);
  return form;
}
