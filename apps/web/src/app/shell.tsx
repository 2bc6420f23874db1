import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { DemoClockBar } from '../features/demo-clock/demo-clock-bar.tsx';
import { HoldNotice } from '../features/hold/hold-notice.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { KeysHelp } from '../keys/keys-help.tsx';
import { runKey, useKeys } from '../keys/registry.ts';
import { useLive } from '../live/use-live.ts';
import { AccountMenu } from './account-menu.tsx';
import { Palette } from './palette.tsx';
import { placesOf } from './places.ts';
import styles from './shell.module.css';
import { useSignedIn } from './signed-in.tsx';
import { LanguageButton, ThemeButton } from './switches.tsx';

/** The frame around every page: where one is, who one is, and in demo mode what time it is. */
export function Shell() {
  const { t } = useTexts();
  const { session, system } = useSignedIn();
  const [helping, help] = useState(false);
  const [searching, search] = useState(false);
  useLive();
  useFocusOnPage();
  useEffect(() => {
    addEventListener('keydown', runKey);
    return () => removeEventListener('keydown', runKey);
  }, []);
  useKeys(t('web.keys.everywhere'), [
    { keys: 'mod+k', label: t('web.keys.palette'), run: () => search(true), whileTyping: true },
    { keys: '?', label: t('web.keys.help'), run: () => help(true) },
  ]);

  return (
    <>
      <a className={styles.skip} href="#content">
        {t('web.skip')}
      </a>
      <header className={styles.top}>
        <Link to="/" className={styles.brand}>
          {t('web.name')}
        </Link>
        <nav className={styles.nav} aria-label={t('web.nav.label')}>
          {placesOf(session)
            .filter(({ isHidden }) => !isHidden)
            .map(({ to, name, aside }) => (
              <Link
                key={to}
                to={to}
                data-aside={aside}
                search={to === '/tasks' ? { open: 'true' } : {}}
                activeOptions={{ exact: to === '/', includeSearch: false }}
              >
                {t(`web.nav.${name}`)}
              </Link>
            ))}
        </nav>
        <div className={styles.tools}>
          <button type="button" className={styles.search} onClick={() => search(true)}>
            <span>{t('web.search')}</span> <kbd>Ctrl K</kbd>
          </button>
          <LanguageButton />
          <ThemeButton />
          <AccountMenu showKeys={() => help(true)} />
        </div>
      </header>
      <HoldNotice />
      <main id="content" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <footer className={styles.footer}>{t('web.secrecy')}</footer>
      {system.mode === 'demo' && <DemoClockBar />}
      {searching && <Palette close={() => search(false)} />}
      {helping && <KeysHelp close={() => help(false)} />}
    </>
  );
}

/** After going to another page, whoever reads by ear or moves by keyboard begins at its top. */
function useFocusOnPage(): void {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const first = useRef(true);
  useEffect(() => {
    if (path && !first.current) document.getElementById('content')?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
}
