import type { EvidenceFile } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './evidence.module.css';
import { sizeText } from './size-text.ts';

/** The files that came with a report, to be downloaded. */
export function FileLinks({ taskId, files }: { taskId: string; files: readonly EvidenceFile[] }) {
  const { t, language } = useTexts();
  return (
    <ul className={`plain ${styles.links}`} aria-label={t('web.task.files.label')}>
      {files.map(({ id, name, size, hash }) => (
        <li key={id}>
          {name === null ? (
            <span className="muted">{t('web.task.files.erased')}</span>
          ) : (
            <a href={`/api/v1/tasks/${taskId}/files/${id}`} download={name} title={hash}>
              {name}
            </a>
          )}{' '}
          <small className="muted">{sizeText(size, language)}</small>
        </li>
      ))}
    </ul>
  );
}
