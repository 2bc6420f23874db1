import type { AskedSecondFactor, BegunPasskey, PasskeyAnswer, PasskeyMade } from '#libs/contracts';

// The browser's side of WebAuthn, loaded only by those who use it. Both answer null when the person thought better of it,
// or the device would not.

export async function makePasskey(options: BegunPasskey['options']): Promise<PasskeyMade | null> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'];
  const made = await startRegistration({ optionsJSON }).catch(() => null);
  return made && ({ ...made, clientExtensionResults: undefined } as PasskeyMade);
}

export async function answerWithPasskey(options: AskedSecondFactor['passkey']): Promise<PasskeyAnswer | null> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'];
  const answer = await startAuthentication({ optionsJSON }).catch(() => null);
  return answer && ({ ...answer, clientExtensionResults: undefined } as PasskeyAnswer);
}
