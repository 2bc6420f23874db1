import { type FormEvent, useState } from 'react';
import type { SetUp, SetUpDone } from '#libs/contracts';
import { translator } from '#libs/messages';
import { type Failure, failureIn, post } from '../api.ts';
import { useTexts } from '../language.tsx';
import { ProblemNote } from '../ui/problem.tsx';

/** Behind the link that the first start prints: makes the first administrator and the supervision office. */
export function SetUpPage({ token, done }: { token: string; done: () => void }) {
  const { t, language } = useTexts();
  const [problem, setProblem] = useState<Failure | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name));
    const body: SetUp = {
      ...{ token, language, email: null },
      ...{ person: field('person'), username: field('username'), password: field('password') },
      office: { zh: field('zh'), en: field('en') },
    };
    await post<SetUpDone>('/setup', body, language)
      .then(done)
      .catch((error) => setProblem(failureIn(error)));
  }
  return (
    <main id="content" className="door">
      <form className="card" onSubmit={submit}>
        <h1>{t('web.setUp.title')}</h1>
        <p>{t('web.setUp.hint')}</p>
        <ProblemNote problem={problem} />
        <label>
          {t('web.setUp.person')}
          <input name="person" autoComplete="name" required />
        </label>
        <label>
          {t('web.setUp.username')}
          <input name="username" autoComplete="username" autoCapitalize="none" required />
        </label>
        <label>
          {t('web.setUp.password')}
          <input name="password" type="password" minLength={12} autoComplete="new-password" required />
        </label>
        <label>
          {t('web.setUp.officeZh')}
          <input name="zh" lang="zh" defaultValue={translator('zh')('terms.unitKind.office')} required />
        </label>
        <label>
          {t('web.setUp.officeEn')}
          <input name="en" lang="en" defaultValue={translator('en')('terms.unitKind.office')} required />
        </label>
        <button type="submit" className="primary">
          {t('web.setUp.submit')}
        </button>
      </form>
    </main>
  );
}
