import { useQuery } from '@tanstack/react-query';
import { sealQuery } from '../../api/get-audit.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import styles from './audit.module.css';

/** The newest seal, and how to check the log against it. */
export function Integrity() {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { data } = useQuery(sealQuery);
  if (!data) return null;
  const { key, seal } = data;
  return (
    <section className={styles.part} aria-labelledby="integrity">
      <h2 id="integrity">{t('web.audit.integrity')}</h2>
      <p>
        {seal
          ? t('web.audit.sealed', { size: seal.size, time: time(seal.sealedAt, system.timeZone) })
          : t('web.audit.unsealed')}
      </p>
      {seal && (
        <>
          <dl className={styles.facts}>
            <dt>{t('web.audit.root', { hash: seal.hash })}</dt>
            <dd>
              <code>{seal.root}</code>
            </dd>
            {key && (
              <>
                <dt>{t('web.audit.key')}</dt>
                <dd>
                  <code>{key}</code>
                </dd>
              </>
            )}
          </dl>
          <p className="muted">{t('web.audit.how')}</p>
          <code className={styles.command}>duban verify{key && ` --key '${key}'`}</code>
          <details>
            <summary>{t('web.audit.note')}</summary>
            <Scroll label={t('web.audit.note')}>
              <pre>{seal.note}</pre>
            </Scroll>
          </details>
        </>
      )}
    </section>
  );
}
