import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { v4 } from 'uuid';
import type { AskedSecondFactor, ProveSecondFactor, Session } from '#libs/contracts';
import { get, post } from '../../api/client.ts';
import { answerWithPasskey } from '../../api/passkeys.ts';
import { ApiProblem, type Failure, failureIn } from '../../api/problem.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './door.module.css';
import { Door } from './door.tsx';

interface Props {
  readonly asked: AskedSecondFactor;
  readonly done: (session: Session) => void;
  /** Back to the password. */
  readonly back: () => void;
}

/** The second step of signing in: a code, or a passkey. */
export function SecondStep({ asked, done, back }: Props) {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [passkey, setPasskey] = useState(asked.passkey);

  async function prove(shown: ProveSecondFactor) {
    setBusy(true);
    setProblem(null);
    try {
      done(await post<Session>({ path: '/session/second-factor', body: shown, key: v4() }));
    } catch (error) {
      setProblem(failureIn(error));
      // Each challenge is good for one answer.
      const next = await get<AskedSecondFactor>('/session/second-factor', {}, { own: false }).catch(() => null);
      setPasskey(next?.passkey ?? null);
      setBusy(false);
    }
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void prove({ code: String(new FormData(event.currentTarget).get('code')) });
  }
  async function touch() {
    const answer = await answerWithPasskey(passkey);
    if (answer) void prove({ passkey: answer });
  }
  const isOver = problem instanceof ApiProblem && problem.problem.code === 'session.none-begun';
  return (
    <Door title={t('web.signIn.secondStep')}>
      <ProblemNote problem={problem} />
      {!isOver && passkey && (
        <Button onClick={() => void touch()} loading={busy}>
          {t('web.signIn.usePasskey')}
        </Button>
      )}
      {!isOver && (asked.code || asked.recoveryCode) && (
        <form className={styles.form} onSubmit={submit}>
          <TextInput
            label={t(asked.code ? 'web.signIn.code' : 'web.signIn.recoveryCode')}
            description={asked.code ? t('web.signIn.codeHint') : undefined}
            name="code"
            autoComplete="one-time-code"
            autoFocus={!passkey}
            required
          />
          <Button type="submit" variant={passkey ? 'default' : 'filled'} loading={busy}>
            {t('web.signIn.goOn')}
          </Button>
        </form>
      )}
      <Button variant="subtle" onClick={back}>
        {t('web.signIn.back')}
      </Button>
    </Door>
  );
}
