import { ApiProblem, type Failure } from '../api.ts';
import { useTexts } from '../language.tsx';

/** Why something did not work, in the server's words, with the reference that finds it in the log. */
export function ProblemNote({ problem }: { problem: Failure | null }) {
  const { t } = useTexts();
  return (
    <div role="alert">
      {problem && (
        <p className="problem">
          <strong>{t('web.problem.title')}</strong>{' '}
          {problem instanceof ApiProblem ? problem.problem.detail : t('web.problem.offline')}
          {problem instanceof ApiProblem &&
            problem.problem.errors?.map(({ pointer, detail }) => (
              <span key={pointer + detail} className="problem-field">
                {pointer} {detail}
              </span>
            ))}
          {problem instanceof ApiProblem && <small>{t('web.problem.trace', { id: problem.problem.traceId })}</small>}
        </p>
      )}
    </div>
  );
}
