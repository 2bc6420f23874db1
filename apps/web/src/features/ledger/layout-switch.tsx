import { LAYOUTS, type TaskSearch } from '../../app/search.ts';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './ledger.module.css';

interface Props {
  readonly layout: TaskSearch['layout'];
  readonly change: (layout: TaskSearch['layout']) => void;
}

/** The same tasks as a table, in columns, or along the weeks. */
export function LayoutSwitch({ layout, change }: Props) {
  const { t } = useTexts();
  return (
    <fieldset className={styles.layouts}>
      <legend className="hidden-text">{t('web.ledger.layout')}</legend>
      {([undefined, ...LAYOUTS] as const).map((one) => (
        <button key={one ?? 'table'} type="button" aria-pressed={layout === one} onClick={() => change(one)}>
          {t(`web.ledger.layouts.${one ?? 'table'}`)}
        </button>
      ))}
    </fieldset>
  );
}
