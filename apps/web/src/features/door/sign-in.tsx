import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { v4 } from 'uuid';
import type { AskedSecondFactor, Session, SystemStatus } from '#libs/contracts';
import { get, post } from '../../api/client.ts';
import { sessionQuery } from '../../api/get-session.ts';
import { type Failure, failureIn } from '../../api/problem.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './door.module.css';
import { Door } from './door.tsx';
import { SecondStep } from './second-step.tsx';

type Account = SystemStatus['demoAccounts'][number];

/** Sign-in by name and password, and a second step for those who have one; in demo mode also by a click on one of the public accounts. */
const REFUSALS = ['session.provider-away', 'session.provider-refused', 'session.identity-unknown'] as const;

interface Props {
  readonly accounts: readonly Account[];
  readonly providers: SystemStatus['signInBy'];
}

export function SignInPage({ accounts, providers }: Props) {
  const { t, name } = useTexts();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [asked, ask] = useState<AskedSecondFactor | null>(null);
  const enter = (session: Session) => queries.setQueryData(sessionQuery.queryKey, session);
  // Back from a provider: to the second step, or with what was wrong.
  const [back] = useState(() => new URLSearchParams(location.search).get('sign-in'));
  useEffect(() => {
    if (back === null) return;
    history.replaceState(null, '', '/');
    if (back === 'second-factor')
      void get<AskedSecondFactor>('/session/second-factor', {}, { own: false }).then(ask, (error: unknown) =>
        setProblem(failureIn(error)),
      );
  }, [back]);
  useEffect(() => {
    document.title = `${t('web.signIn.title')} · ${t('web.name')}`;
  }, [t]);

  async function signIn(account: Account) {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await post<Session | AskedSecondFactor>({ path: '/session', body: account, key: v4() });
      if ('person' in answer) enter(answer);
      else ask(answer);
    } catch (error) {
      setProblem(failureIn(error));
    } finally {
      setBusy(false);
    }
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void signIn({ username: String(form.get('username')), password: String(form.get('password')) });
  }

  const refusal = REFUSALS.find((one) => one === back);
  if (asked) return <SecondStep asked={asked} done={enter} back={() => ask(null)} />;
  return (
    <Door title={t('web.signIn.title')}>
      <ProblemNote problem={problem} />
      {refusal && <p role="alert">{t(`web.signIn.refusals.${refusal}`)}</p>}
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('web.signIn.username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          required
        />
        <TextInput
          label={t('web.signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <Button type="submit" loading={busy}>
          {t('web.signIn.submit')}
        </Button>
      </form>
      {providers.map((provider) => (
        <Button key={provider.id} component="a" href={`/api/v1/sign-in/${provider.id}`} variant="default">
          {t('web.signIn.by', { name: name(provider.name) })}
        </Button>
      ))}
      {accounts.length > 0 && (
        <section className={styles.accounts} aria-labelledby="demo-accounts">
          <h2 id="demo-accounts">{t('web.signIn.demo')}</h2>
          <p className="muted">{t('web.signIn.demoHint')}</p>
          <ul className="plain">
            {accounts.map((account) => (
              <li key={account.username}>
                <Button variant="default" onClick={() => void signIn(account)}>
                  {account.username}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Door>
  );
}
