import { type FormEvent, useState } from 'react';
import type { Session, SystemStatus } from '#libs/contracts';
import { type Failure, failureIn, post } from '../api.ts';
import { useTexts } from '../language.tsx';
import { LanguageButton } from '../ui/language-button.tsx';
import { ProblemNote } from '../ui/problem.tsx';

type Account = SystemStatus['demoAccounts'][number];

/** Sign-in by name and password; in demo mode also by a click on one of the public accounts. */
export function SignIn({ accounts, done }: { accounts: readonly Account[]; done: (session: Session) => void }) {
  const { t, language } = useTexts();
  const [problem, setProblem] = useState<Failure | null>(null);

  const signIn = (account: Account) =>
    post<Session>('/session', account, language)
      .then(done)
      .catch((error) => setProblem(failureIn(error)));

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    await signIn({ username: String(form.get('username')), password: String(form.get('password')) });
  }

  return (
    <main id="content" className="door">
      <p className="door-head">
        <strong className="brand">{t('web.name')}</strong> <LanguageButton />
      </p>
      <form className="card" onSubmit={submit}>
        <h1>{t('web.signIn.title')}</h1>
        <ProblemNote problem={problem} />
        <label>
          {t('web.signIn.username')}
          <input name="username" autoComplete="username" autoCapitalize="none" required />
        </label>
        <label>
          {t('web.signIn.password')}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit" className="primary">
          {t('web.signIn.submit')}
        </button>
      </form>
      {accounts.length > 0 && (
        <section className="card" aria-labelledby="demo-accounts">
          <h2 id="demo-accounts">{t('web.signIn.demo')}</h2>
          <p>{t('web.signIn.demoHint')}</p>
          <ul className="plain accounts">
            {accounts.map((account) => (
              <li key={account.username}>
                <button type="button" onClick={() => signIn(account)}>
                  {account.username}
                </button>
                <small>{account.password}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}
