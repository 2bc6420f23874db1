import { useTexts } from '../../i18n/texts.tsx';
import styles from './settings.module.css';

/** Recovery codes, which the server tells this once. */
export function Codes({ codes }: { codes: readonly string[] }) {
  const { t } = useTexts();
  return (
    <div role="status">
      {codes.length > 0 && (
        <div className={styles.once}>
          <p>{t('web.factors.codesOnce')}</p>
          <ul className={`plain ${styles.codes}`}>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
