import { Button } from '@mantine/core';
import type { CommandAnswer, ReleaseMessages } from '#libs/contracts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './hold-notice.module.css';

/** Says that nothing goes outside since a restore; an auditor decides here on all that waits. */
export function HoldNotice() {
  const { t } = useTexts();
  const { session, system } = useSignedIn();
  const { send, busy, problem } = useCommand();
  if (!system.sendingHeld) return null;
  const release = (decision: ReleaseMessages['decision']) => void send<CommandAnswer>('/hold/release', { decision });
  return (
    <section className={styles.notice} aria-label={t('web.hold.title')}>
      <span role="status">{problem?.message ?? t('web.hold.said')}</span>
      {session.roles.includes('auditor') && (
        <>
          <Button variant="default" disabled={busy} onClick={() => release('send')}>
            {t('web.hold.send')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => release('drop')}>
            {t('web.hold.drop')}
          </Button>
        </>
      )}
    </section>
  );
}
