import { createContext, useContext } from 'react';
import type { Session, SystemStatus } from '#libs/contracts';

interface SignedIn {
  readonly session: Session;
  readonly system: SystemStatus;
  /** Forgets everything that was read. */
  readonly signedOut: () => void;
}
const Context = createContext<SignedIn | null>(null);
export const SignedInProvider = Context;

/** Who is signed in, and what the deployment says of itself. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(Context);
  if (!signedIn) throw new Error('useSignedIn is for what is shown after signing in');
  return signedIn;
}
