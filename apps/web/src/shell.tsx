import { useEffect, useState } from 'react';
import type { Session, SystemStatus } from '#libs/contracts';
import type { Language } from '#libs/messages';
import { post, remove } from './api.ts';
import { DemoClockBar } from './features/demo-clock.tsx';
import { HoldNotice } from './features/hold.tsx';
import { ImportPage } from './features/import-readout.tsx';
import { InboxPage } from './features/inbox.tsx';
import { MyTasksPage } from './features/my-tasks.tsx';
import { OverviewPage } from './features/overview.tsx';
import { useTexts } from './language.tsx';
import { useResource } from './live.tsx';
import { SignedInProvider } from './session.tsx';
import { presentTheme, setTheme } from './theme.ts';
import { LanguageButton } from './ui/language-button.tsx';

const PAGES = ['overview', 'mine', 'inbox', 'import'] as const;
type Page = (typeof PAGES)[number];

/** The frame around every page: where one is, who one is, and in demo mode what time it is. */
export function Shell(props: { session: Session; system: SystemStatus; signedOut: () => void }) {
  const { session, signedOut } = props;
  const { t, language } = useTexts();
  const [theme, choose] = useState(presentTheme);
  const page = usePage(pagesOf(session));
  const system = useResource<SystemStatus>('/status', { own: false }).data ?? props.system;
  const otherTheme = theme === 'dark' ? 'light' : 'dark';

  /** Mails follow the page's language. */
  async function speak(next: Language) {
    await post('/session/language', { language: next }, next);
  }
  async function signOut() {
    await remove('/session', language);
    signedOut();
  }
  return (
    <SignedInProvider value={{ session, system }}>
      <a className="skip" href="#content">
        {t('web.skip')}
      </a>
      <header className="top">
        <strong className="brand">{t('web.name')}</strong>
        <nav aria-label={t('web.nav.label')}>
          {pagesOf(session).map((one) => (
            <a key={one} href={`#/${one}`} aria-current={page === one ? 'page' : undefined}>
              {t(`web.nav.${one}`)}
            </a>
          ))}
        </nav>
        <span className="who">{session.person.name}</span>
        <LanguageButton chosen={speak} />
        <button
          type="button"
          onClick={() => {
            setTheme(otherTheme);
            choose(otherTheme);
          }}
        >
          {t(`web.account.theme.${otherTheme}`)}
        </button>
        <a href="/api/docs">{t('web.account.api')}</a>
        <button type="button" onClick={signOut}>
          {t('web.account.signOut')}
        </button>
      </header>
      {system.mode === 'demo' && <DemoClockBar />}
      <HoldNotice />
      <main id="content" tabIndex={-1}>
        {page === 'overview' && <OverviewPage />}
        {page === 'mine' && <MyTasksPage />}
        {page === 'inbox' && <InboxPage />}
        {page === 'import' && <ImportPage />}
      </main>
    </SignedInProvider>
  );
}

/** Only what the person can use: a liaison has tasks of their own, a clerk imports. */
function pagesOf({ roles }: Session): readonly Page[] {
  const reads = roles.some((role) => role === 'clerk' || role === 'liaison' || role === 'leader');
  return PAGES.filter((page) => {
    if (page === 'overview') return reads;
    if (page === 'mine') return roles.includes('liaison');
    return page === 'inbox' || roles.includes('clerk');
  });
}

/** The page that the address names after `#/`, else the first. */
function usePage(pages: readonly Page[]): Page | undefined {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => {
      if (location.hash.startsWith('#/')) setHash(location.hash);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return pages.find((page) => hash === `#/${page}`) ?? pages[0];
}
