import { ApiProblem, type Failure } from '../api/problem.ts';
import { useTexts } from '../i18n/texts.tsx';
import styles from './problem.module.css';

/** Why something did not work, in the server's words, with the reference that finds it in the log. */
export function ProblemNote({ problem }: { problem: Failure | null }) {
  const { t } = useTexts();
  return (
    <div role="alert">
      {problem && (
        <div className={styles.problem}>
          <p>
            <strong>{t('web.problem.title')}</strong>{' '}
            {problem instanceof ApiProblem ? problem.problem.detail : t('web.problem.offline')}
          </p>
          {problem instanceof ApiProblem && (problem.problem.errors?.length ?? 0) > 0 && (
            <ul>
              {problem.problem.errors?.map(({ pointer, detail }) => (
                <li key={pointer + detail}>{detail}</li>
              ))}
            </ul>
          )}
          {problem instanceof ApiProblem && <small>{t('web.problem.trace', { id: problem.problem.traceId })}</small>}
        </div>
      )}
    </div>
  );
}
