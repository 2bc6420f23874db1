import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { faultOf } from '../api/problem.ts';
import { useCommand } from '../api/use-command.ts';
import { useTexts } from '../i18n/texts.tsx';
import { DateField } from './date-field.tsx';
import { Dialog } from './dialog.tsx';
import { MeanwhileNote } from './meanwhile-note.tsx';
import { useMeanwhile } from './use-meanwhile.ts';
import styles from './words-dialog.module.css';

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'password' | 'current-password' | 'email' | 'words' | 'date' | 'choice';
  readonly optional?: true;
  readonly begin?: string;
  readonly choices?: readonly { value: string; label: string }[];
  /** Where the server says what is wrong with it; `/<name>` when left out. */
  readonly pointer?: string;
}

interface Props {
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly path: string;
  /** The command's body, from what was filled in; an optional field left empty is empty. */
  readonly body: (filled: Readonly<Record<string, string>>) => object;
  /** Of what the command replaces a value of; sent as the version that it is meant for. */
  readonly version?: number;
  /** What of it people decide by, besides what its fields begin with, under the names that they read. */
  readonly shown?: Readonly<Record<string, string>>;
  readonly close: () => void;
  readonly done: (answer: unknown) => void;
}

/** A command that asks for a few plain fields. What others change meanwhile is shown, and comes into fields that nobody touched. */
export function FormDialog({ title, fields, path, body, version, shown, close, done }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [typed, type] = useState<Readonly<Record<string, string>>>({});
  const filled = { ...Object.fromEntries(fields.map(({ name, begin = '' }) => [name, begin])), ...typed };
  const beginnings = fields.map(({ label, begin = '', choices = [] }) => [
    label,
    choices.find(({ value }) => value === begin)?.label ?? begin,
  ]);
  const ground = { version: version ?? 0, shown: { ...Object.fromEntries(beginnings), ...shown } };
  const meanwhile = useMeanwhile(ground, problem);
  async function submit(event: FormEvent) {
    event.preventDefault();
    meanwhile.look();
    const answer = await send<{ position?: number }>(path, body(filled), version && meanwhile.version);
    if (answer !== null) done(answer);
  }
  return (
    <Dialog title={title} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <MeanwhileNote meanwhile={meanwhile} problem={problem} />
        {fields.map(({ name, label, kind, optional, choices = [], pointer }, place) => {
          const change = (value: string) => type((known) => ({ ...known, [name]: value }));
          const common = {
            ...{ label, required: !optional, value: filled[name] ?? '' },
            error: faultOf(problem, pointer ?? `/${name}`),
            ...(place === 0 && { 'data-autofocus': true }),
          };
          if (kind === 'date') return <DateField key={name} {...common} onChange={change} />;
          if (kind === 'words')
            return <Textarea key={name} {...common} onChange={(event) => change(event.currentTarget.value)} />;
          if (kind === 'choice')
            return (
              <Select
                key={name}
                {...common}
                searchable={choices.length > 8}
                clearable={optional === true}
                clearButtonProps={{ 'aria-label': t('web.ledger.clear') }}
                data={[...choices]}
                value={filled[name] || null}
                onChange={(value) => change(value ?? '')}
              />
            );
          return (
            <TextInput
              key={name}
              {...common}
              type={kind === 'current-password' ? 'password' : kind}
              autoComplete={kind === 'password' ? 'new-password' : kind === 'current-password' ? kind : 'off'}
              onChange={(event) => change(event.currentTarget.value)}
            />
          );
        })}
        <Button type="submit" loading={busy}>
          {meanwhile.isStale ? t('web.problem.resend') : title}
        </Button>
      </form>
    </Dialog>
  );
}
