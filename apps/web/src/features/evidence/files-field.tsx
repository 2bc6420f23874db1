import { Button, CloseButton } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import type { EvidenceFile } from '#libs/contracts';
import { ApiProblem, Offline } from '../../api/problem.ts';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './evidence.module.css';
import { sizeText } from './size-text.ts';
import { Thumbnail } from './thumbnail.tsx';
import { useUploads } from './use-uploads.ts';

const MOST_FILES = 10;
const ACCEPTED = '.pdf,.ofd,.docx,.xlsx,.pptx,.jpg,.jpeg,.png,.gif,.webp,.txt,.csv';

/** A file that is kept, as a form remembers it. */
export type AddedFile = Pick<EvidenceFile, 'id' | 'name' | 'size'>;

interface Props {
  readonly taskId: string;
  readonly files: readonly AddedFile[];
  /** Told how the list changes, as several files may arrive at once. */
  readonly change: (next: (files: readonly AddedFile[]) => readonly AddedFile[]) => void;
  readonly error: string | null;
}

/** Files that go with a report: sent as they are chosen, with how far each is. */
export function FilesField({ taskId, files, change, error }: Props) {
  const { t, language } = useTexts();
  const [chosen, remember] = useState<ReadonlyMap<string, File>>(new Map());
  const { sending, send, drop, again } = useUploads(taskId, ({ id, name, size }, from) => {
    remember((known) => new Map(known).set(id, from));
    change((all) => [...all, { id, name, size }]);
  });
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const isFull = files.length + sending.length >= MOST_FILES;

  return (
    <fieldset className={styles.field} aria-describedby={hint}>
      <legend>{t('web.task.files.label')}</legend>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label={t('web.task.files.label')}
        onChange={({ currentTarget }) => {
          send([...(currentTarget.files ?? [])].slice(0, MOST_FILES - files.length - sending.length));
          currentTarget.value = '';
        }}
      />
      <ul className={`plain ${styles.files}`}>
        {files.map(({ id, name, size }) => (
          <li key={id}>
            <Thumbnail file={chosen.get(id)} />
            <span className={styles.name}>{name}</span>
            <small className="muted">{sizeText(size, language)}</small>
            <CloseButton
              aria-label={t('web.task.files.remove', { name })}
              onClick={() => change((all) => all.filter((file) => file.id !== id))}
            />
          </li>
        ))}
        {sending.map((one) => (
          <li key={one.key}>
            <Thumbnail file={one.file} />
            <span className={styles.name}>{one.file.name}</span>
            {one.problem === null && (
              <progress
                className={styles.progress}
                value={one.part}
                aria-label={t('web.task.files.sending', { name: one.file.name })}
              />
            )}
            {one.problem instanceof Offline && (
              <Button variant="default" size="compact-sm" onClick={() => again(one)}>
                {t('web.task.files.again')}
              </Button>
            )}
            <CloseButton
              aria-label={t('web.task.files.remove', { name: one.file.name })}
              onClick={() => drop(one.key)}
            />
            {one.problem && (
              <p className={styles.problem} role="alert">
                {one.problem instanceof ApiProblem ? one.problem.problem.detail : t('web.problem.offline')}
              </p>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <p className={styles.problem} role="alert">
          {error}
        </p>
      )}
      <div className={styles.choose}>
        <Button variant="default" size="sm" disabled={isFull} onClick={() => input.current?.click()}>
          {t('web.task.files.choose')}
        </Button>
        <small id={hint} className="muted">
          {t('web.task.files.hint', { count: MOST_FILES })}
        </small>
      </div>
    </fieldset>
  );
}
