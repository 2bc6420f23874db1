import { useTexts } from '../../i18n/texts.tsx';
import { differences, type Fields } from '../history/entries.ts';
import { useFieldText } from '../history/field-value.tsx';
import styles from './task.module.css';

/** Every field that is otherwise now. */
export function Compared({ then, now }: { then: Fields; now: Fields }) {
  const { t } = useTexts();
  const valueText = useFieldText();
  const different = differences(then, now);
  return (
    <section className={styles.compared} aria-label={t('web.task.compared')}>
      <h2>{t('web.task.compared')}</h2>
      {different.length === 0 && <p className="muted">{t('web.task.same')}</p>}
      <dl>
        {different.map(({ field, from, to }) => (
          <div key={field}>
            <dt>{t(`web.task.fields.${field}` as 'web.task.fields.status', { defaultValue: field })}</dt>
            <dd>
              <del>{valueText(field, from)}</del> <ins>{valueText(field, to)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
