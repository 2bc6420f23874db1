import { useEffect, useState } from 'react';
import type { Session, SystemStatus } from '#libs/contracts';
import { ApiProblem, type Failure, failureIn, get } from './api.ts';
import { SetUpPage } from './features/set-up.tsx';
import { SignIn } from './features/sign-in.tsx';
import { useTexts } from './language.tsx';
import { LiveProvider } from './live.tsx';
import { Shell } from './shell.tsx';
import { ProblemNote } from './ui/problem.tsx';

const SET_UP = '#/set-up/';

/** The door: sets up, signs in, or shows what is inside. */
export function App() {
  const { t, language } = useTexts();
  const [system, setSystem] = useState<SystemStatus | null>(null);
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  const [setUpToken, setSetUpToken] = useState(() =>
    location.hash.startsWith(SET_UP) ? location.hash.slice(SET_UP.length) : null,
  );
  const [problem, setProblem] = useState<Failure | null>(null);

  useEffect(() => {
    const known = (error: unknown) => {
      const failure = failureIn(error);
      if (failure instanceof ApiProblem && failure.problem.status === 401) setSession(null);
      else setProblem(failure);
    };
    get<SystemStatus>('/status', language).then(setSystem).catch(known);
    get<Session>('/session', language).then(setSession).catch(known);
  }, [language]);

  if (problem) return <ProblemNote problem={problem} />;
  if (setUpToken !== null) {
    const done = () => {
      location.hash = '';
      setSetUpToken(null);
    };
    return <SetUpPage token={setUpToken} done={done} />;
  }
  if (!system || session === undefined) return <p>{t('web.loading')}</p>;
  if (session === null) return <SignIn accounts={system.demoAccounts} done={setSession} />;
  return (
    <LiveProvider>
      <Shell session={session} system={system} signedOut={() => setSession(null)} />
    </LiveProvider>
  );
}
