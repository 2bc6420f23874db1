import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { ApiProblem, Offline } from '../api/problem.ts';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNote } from '../ui/problem.tsx';

/** Where a page could not be shown: what the server said, or that the mistake is ours. */
export function Failed({ error }: { error: unknown }) {
  const { t } = useTexts();
  const router = useRouter();
  const isTold = error instanceof ApiProblem || error instanceof Offline;
  return (
    <Page title={isTold ? t('web.problem.title') : t('web.problem.ours')}>
      {isTold ? <ProblemNote problem={error} /> : <p>{t('web.problem.oursHint')}</p>}
      <div>
        <Button onClick={() => void router.invalidate()}>{t('web.again')}</Button>
      </div>
    </Page>
  );
}

export function NotFound() {
  const { t } = useTexts();
  return (
    <Page title={t('web.notFound.title')}>
      <p>{t('web.notFound.hint')}</p>
    </Page>
  );
}
