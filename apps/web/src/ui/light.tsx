import { Popover } from '@mantine/core';
import type { TaskRow } from '#libs/contracts';
import { LIGHT_SHAPES } from '#libs/messages/web';
import { useTexts } from '../i18n/texts.tsx';
import styles from './light.module.css';

export type LightName = TaskRow['light'];

/** In the order in which they want attention. */
export const LIGHTS: readonly LightName[] = [
  'overdue',
  'due-soon',
  'behind',
  'not-signed',
  'on-track',
  'suspended',
  'done',
];

/** A light by shape and word, and a number where there is one: never by colour alone. */
export function Light({ light, count, days }: { light: LightName; count?: number; days?: number | null }) {
  const { t } = useTexts();
  return (
    <span className={styles.light} data-light={light}>
      <span aria-hidden="true" className={styles.shape}>
        {LIGHT_SHAPES[light]}
      </span>
      {t(`terms.light.${light}`)}
      {days !== undefined && days !== null && <span>{t('web.due.short', { days })}</span>}
      {count !== undefined && <b>{count}</b>}
    </span>
  );
}

type Lit = Pick<TaskRow, 'light' | 'lightReasons' | 'number'>;

/** A light that tells on demand why it shows what it shows. */
export function LightWhy({ task, days }: { task: Lit; days?: number | null }) {
  const { t } = useTexts();
  return (
    <Popover width={320} position="bottom-start">
      <Popover.Target>
        <button type="button" className={styles.why} aria-label={t('web.light.whyOf', whyOf(task, t))}>
          <Light light={task.light} days={days ?? null} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('web.light.why')}>
        <p className={styles.title}>{t('web.light.why')}</p>
        <ul className={styles.reasons}>
          {task.lightReasons.map((reason) => (
            <li key={reason.code}>{reasonText(reason, t)}</li>
          ))}
        </ul>
        <p className={styles.rule}>{t('web.light.rule')}</p>
      </Popover.Dropdown>
    </Popover>
  );
}

type T = ReturnType<typeof useTexts>['t'];

function whyOf({ light, number }: Lit, t: T) {
  return { light: t(`terms.light.${light}`), number };
}

export function reasonText({ code, params }: TaskRow['lightReasons'][number], t: T): string {
  return t(`terms.lightReason.${code}` as 'terms.lightReason.silent', { ...params, defaultValue: code });
}
