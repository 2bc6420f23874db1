import type { Language } from '#libs/messages';
import { useTexts } from '../language.tsx';

/** Changes to the other language, in whose own words it says so. */
export function LanguageButton({ chosen }: { chosen?: (language: Language) => void }) {
  const { t, language, setLanguage } = useTexts();
  const other = language === 'zh' ? 'en' : 'zh';
  function change() {
    setLanguage(other);
    chosen?.(other);
  }
  return (
    <button type="button" lang={other} onClick={change}>
      {t('web.account.language')}
    </button>
  );
}
