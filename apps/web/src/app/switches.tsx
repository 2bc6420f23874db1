import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { v4 } from 'uuid';
import { post } from '../api/client.ts';
import { useTexts } from '../i18n/texts.tsx';
import styles from './shell.module.css';

/** Changes to the other language, in whose own words it says so. Mails follow the page's language once somebody is signed in. */
export function LanguageButton({ isSignedIn = true }: { isSignedIn?: boolean }) {
  const { t, language, setLanguage } = useTexts();
  const other = language === 'zh' ? 'en' : 'zh';
  function change() {
    setLanguage(other);
    if (isSignedIn) void post({ path: '/session/language', body: { language: other }, key: v4() });
  }
  return (
    <button type="button" lang={other} className={styles.tool} onClick={change}>
      {t('web.account.language')}
    </button>
  );
}

export function ThemeButton() {
  const { t } = useTexts();
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme('light') === 'light' ? 'dark' : 'light';
  const label = t(`web.account.theme.${other}`);
  return (
    <button
      type="button"
      className={styles.tool}
      onClick={() => setColorScheme(other)}
      aria-label={label}
      title={label}
    >
      <span aria-hidden="true">{other === 'dark' ? '☾' : '☀'}</span>
    </button>
  );
}
