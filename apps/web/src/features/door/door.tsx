import type { ReactNode } from 'react';
import { LanguageButton, ThemeButton } from '../../app/switches.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './door.module.css';

/** What stands before anybody is signed in. */
export function Door({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  const { t } = useTexts();
  return (
    <main id="content" className={styles.door}>
      <div className={styles.head}>
        <strong>{t('web.name')}</strong>
        <span>{t('web.motto')}</span>
        <LanguageButton isSignedIn={false} />
        <ThemeButton />
      </div>
      <div className={styles.card}>
        <h1>{title}</h1>
        {about && <p className="muted">{about}</p>}
        {children}
      </div>
    </main>
  );
}
