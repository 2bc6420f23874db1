import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { changed, type PastMoment } from '../app/search.ts';
import { useSignedIn } from '../app/signed-in.tsx';
import { useTexts } from '../i18n/texts.tsx';
import styles from './past.module.css';

interface Props {
  readonly as_of: PastMoment;
  /** The moment and the position that the answer tells of, once it is there. */
  readonly now?: string | undefined;
  readonly position?: number | undefined;
  /** What goes with the moment when one comes back to now. */
  readonly alsoLeave?: readonly string[];
  /** What else it says; in place of the moment. */
  readonly children?: ReactNode;
}

/** Says that a page shows the past, and leads back. */
export function Past({ as_of, now, position, alsoLeave = [], children }: Props) {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const navigate = useNavigate();
  const instant = now ?? (typeof as_of === 'string' ? as_of : null);
  const place = position ?? (typeof as_of === 'number' ? as_of : null);
  const toNow = () =>
    void navigate({
      to: '.',
      search: (known: object) =>
        changed(known, Object.fromEntries(['as_of', 'compare', ...alsoLeave].map((field) => [field, undefined]))),
      replace: true,
    });
  return (
    <div className={styles.past} role="status">
      {children ?? (
        <span>
          {t('web.dashboard.past')} {instant && time(instant, system.timeZone)}{' '}
          {place !== null && t('web.dashboard.position', { position: place })}
        </span>
      )}
      <Button variant="default" size="compact-sm" onClick={toNow}>
        {t('web.dashboard.toNow')}
      </Button>
    </div>
  );
}
