import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { settingsQuery } from '../../api/get-settings.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Part } from './part.tsx';
import styles from './settings.module.css';

/** The ladders by which people are reminded; each leads to its steps. */
export function Ladders() {
  const { t, name } = useTexts();
  const { data } = useQuery(settingsQuery);
  return (
    <Part name="ladders" title={t('web.ladders.title')} hint={t('web.ladders.about')}>
      {!data && <Loading />}
      <ul className={`plain ${styles.list}`}>
        {data?.ladders.map(({ name: called, title, version, steps }) => (
          <li key={called}>
            <div>
              <Link to="/settings/ladders/$ladder" params={{ ladder: called }}>
                {name(title)}
              </Link>
              <p className="muted">
                {t('web.ladders.stepsCount', { count: steps.length })} ·{' '}
                {version === 0 ? t('web.ladders.preset') : t('web.ladders.edition', { version })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}
