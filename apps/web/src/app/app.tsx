import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery } from '../api/get-session.ts';
import { statusQuery } from '../api/get-status.ts';
import { FactorDoor } from '../features/door/factor-door.tsx';
import { SetUpPage } from '../features/door/set-up.tsx';
import { SignInPage } from '../features/door/sign-in.tsx';
import { Loading } from '../ui/loading.tsx';
import { ServerAway } from './away.tsx';
import { makeRouter } from './router.tsx';
import { SignedInProvider } from './signed-in.tsx';

const SET_UP = '#/set-up/';
const router = makeRouter();

/** The door: sets up, signs in, or shows what is inside. */
export function App() {
  const queries = useQueryClient();
  const status = useQuery(statusQuery);
  const session = useQuery(sessionQuery);
  const [setUpToken, setSetUpToken] = useState(() =>
    location.hash.startsWith(SET_UP) ? location.hash.slice(SET_UP.length) : null,
  );

  // Whoever has just added a factor still has codes to write down.
  const [isStaying, stay] = useState(false);

  if (setUpToken !== null) {
    const done = () => {
      history.replaceState(null, '', '/');
      setSetUpToken(null);
    };
    return <SetUpPage token={setUpToken} done={done} />;
  }
  if (!status.data || session.data === undefined)
    return status.failureCount > 0 || session.failureCount > 0 ? <ServerAway /> : <Loading />;
  if (session.data === null) return <SignInPage accounts={status.data.demoAccounts} providers={status.data.signInBy} />;
  const signOut = () => {
    // The session first, while its observer hears of it; what was read as somebody must not outlive them.
    queries.setQueryData(sessionQuery.queryKey, null);
    queries.removeQueries({ predicate: ({ queryKey: [first] }) => first !== 'session' && first !== 'status' });
  };
  return (
    <SignedInProvider value={{ session: session.data, system: status.data, signedOut: signOut }}>
      {session.data.secondFactorMissing || isStaying ? (
        <FactorDoor added={() => stay(true)} done={() => stay(false)} />
      ) : (
        <RouterProvider router={router} context={{ queries, session: session.data }} />
      )}
    </SignedInProvider>
  );
}
