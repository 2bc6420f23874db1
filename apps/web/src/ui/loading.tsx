import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/texts.tsx';

const PATIENCE_MS = 300;

/** Says that something is being read, once it takes long enough to be noticed. */
export function Loading() {
  const { t } = useTexts();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="muted" role="status" aria-busy="true">
      {late ? t('web.loading') : ''}
    </p>
  );
}
