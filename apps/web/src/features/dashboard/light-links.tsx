import { Link } from '@tanstack/react-router';
import type { TaskFigures } from '#libs/contracts';
import type { TaskSearch } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Light, type LightName } from '../../ui/light.tsx';
import styles from './dashboard.module.css';

interface Props {
  readonly tasks: TaskFigures;
  readonly lights: readonly LightName[];
  readonly shown: TaskSearch;
}

/** How many tasks show each light; each leads to them. */
export function LightLinks({ tasks, lights, shown }: Props) {
  const { t } = useTexts();
  return (
    <section aria-label={t('web.dashboard.lights')}>
      <ul className={`plain ${styles.lights}`}>
        {lights.map((light) => (
          <li key={light}>
            <Link to="/tasks" search={{ ...shown, ...(light === 'done' ? { status: 'closed' } : { light }) }}>
              <Light light={light} count={light === 'done' ? tasks.done : tasks.lights[light]} />
            </Link>
          </li>
        ))}
      </ul>
      <p className="muted">{t('web.dashboard.signals', { total: tasks.total, done: tasks.done })}</p>
    </section>
  );
}
