import { type ReactNode, useId } from 'react';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './settings.module.css';

/** A part of the settings under its heading. */
export function Part({
  name,
  title,
  hint,
  action,
  children,
}: {
  /** What an address calls it after its `#`. */
  name?: string;
  title: string;
  hint?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const own = useId();
  const id = name ?? own;
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {hint && <p className="muted">{hint}</p>}
      {children}
    </section>
  );
}

/** A secret that the server tells this once. */
export function Once({ secret }: { secret: string | null }) {
  const { t } = useTexts();
  return (
    <div role="status">
      {secret && (
        <div className={styles.once}>
          <p>{t('web.settings.once')}</p>
          <code>{secret}</code>
        </div>
      )}
    </div>
  );
}
