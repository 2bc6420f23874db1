import type { ReactNode } from 'react';
import type { Failure } from '../api/problem.ts';
import { useTexts } from '../i18n/texts.tsx';
import styles from './meanwhile.module.css';
import { ProblemNote } from './problem.tsx';
import type { Meanwhile } from './use-meanwhile.ts';

interface Props {
  readonly meanwhile: Meanwhile;
  readonly problem: Failure | null;
  /** What happened, where more is known than what is otherwise now. */
  readonly children?: ReactNode;
}

/** What others changed while the form was open; else why it was refused, if it was. */
export function MeanwhileNote({ meanwhile: { isStale, version, changes }, problem, children }: Props) {
  const { t } = useTexts();
  if (!isStale) return <ProblemNote problem={problem} />;
  return (
    <div className={styles.stale} role="alert">
      <p>{t('web.problem.stale', { version })}</p>
      {changes.length > 0 && (
        <dl>
          {changes.map(({ name, from, to }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <del>{from || t('web.task.change.none')}</del> → <ins>{to || t('web.task.change.none')}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </div>
  );
}
