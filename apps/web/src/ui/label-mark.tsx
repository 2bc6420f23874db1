import type { TaskRow } from '#libs/contracts';
import { useTexts } from '../i18n/texts.tsx';
import styles from './label-mark.module.css';

/** How far an item may be known; nothing is said of what is internal, as nearly everything is. */
export function LabelMark({ label }: { label: TaskRow['label'] }) {
  const { t } = useTexts();
  if (label === 'internal') return null;
  return <span className={styles.mark}>{t(`terms.label.${label}`)}</span>;
}
