import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { faultOf } from '../api/problem.ts';
import { useCommand } from '../api/use-command.ts';
import { useTexts } from '../i18n/texts.tsx';
import { DateField } from './date-field.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemNote } from './problem.tsx';
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
  readonly version?: number;
  readonly close: () => void;
  readonly done: (answer: unknown) => void;
}

/** A command that asks for a few plain fields. */
export function FormDialog({ title, fields, path, body, version, close, done }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [filled, fill] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map(({ name, begin = '' }) => [name, begin])),
  );
  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await send<{ position?: number }>(path, body(filled), version);
    if (answer !== null) done(answer);
  }
  return (
    <Dialog title={title} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <ProblemNote problem={problem} />
        {fields.map(({ name, label, kind, optional, choices = [], pointer }, place) => {
          const change = (value: string) => fill((known) => ({ ...known, [name]: value }));
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
          {title}
        </Button>
      </form>
    </Dialog>
  );
}
