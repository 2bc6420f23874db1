import type { CommandAnswer, ReleaseMessages } from '#libs/contracts';
import { useCommand } from '../command.ts';
import { useTexts } from '../language.tsx';
import { useSignedIn } from '../session.tsx';

/** Says that nothing goes outside since a restore; an auditor decides here on all that waits. */
export function HoldNotice() {
  const { t } = useTexts();
  const { session, system } = useSignedIn();
  const { send, busy, problem } = useCommand();
  if (!system.sendingHeld) return null;
  const release = (decision: ReleaseMessages['decision']) => send<CommandAnswer>('/hold/release', { decision });
  return (
    <section className="clock" aria-label={t('web.hold.title')}>
      <span role="status">{problem?.message ?? t('web.hold.said')}</span>
      {session.roles.includes('auditor') && (
        <>
          <button type="button" disabled={busy} onClick={() => release('send')}>
            {t('web.hold.send')}
          </button>
          <button type="button" disabled={busy} onClick={() => release('drop')}>
            {t('web.hold.drop')}
          </button>
        </>
      )}
    </section>
  );
}
