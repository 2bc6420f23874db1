import { Button } from '@mantine/core';
import { useState } from 'react';
import { remove } from '../../api/client.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { SecondFactors } from '../settings/second-factors.tsx';
import { Door } from './door.tsx';

/** What somebody sees whose roles ask for a second factor, until they have one. `added` comes before the page would change. */
export function FactorDoor({ added, done }: { added: () => void; done: () => void }) {
  const { t } = useTexts();
  const { session, signedOut } = useSignedIn();
  const [isAdded, add] = useState(false);
  async function signOut() {
    await remove('/session').catch(() => undefined);
    if (session.endAddress) location.assign(session.endAddress);
    else signedOut();
  }
  return (
    <Door title={t('web.factors.missing')} about={t('web.factors.missingHint')}>
      <SecondFactors
        added={() => {
          add(true);
          added();
        }}
      />
      {isAdded ? (
        <Button onClick={done}>{t('web.factors.enter')}</Button>
      ) : (
        <Button variant="subtle" onClick={() => void signOut()}>
          {t('web.account.signOut')}
        </Button>
      )}
    </Door>
  );
}
