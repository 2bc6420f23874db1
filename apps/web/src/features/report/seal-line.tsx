import type { Report } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './report.module.css';

/** By which seal what stands here can be checked. */
export function SealLine({ seal, position }: Pick<Report, 'seal' | 'position'>) {
  const { t } = useTexts();
  if (seal === null) return <p>{t('report.unsealed')}</p>;
  const { size, keyId, hash, root, origin } = seal;
  return (
    <p>
      <strong>{t('report.sealed')}</strong> {origin}{' '}
      <span className={styles.address}>{t('report.seal', { size, keyId, hash, root })}</span>
      {size < position && <> {t('report.notCovered')}</>}
    </p>
  );
}
