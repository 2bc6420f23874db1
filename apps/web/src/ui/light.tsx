import type { TaskRow } from '#libs/contracts';
import { LIGHT_SHAPES } from '#libs/messages';
import { useTexts } from '../language.tsx';

type LightName = TaskRow['light'];

/** A light by shape and word; its reason is read out with it and shown on hovering. */
export function Light({ light, reasons }: Pick<TaskRow, 'light'> & { reasons?: TaskRow['lightReasons'] }) {
  const { t } = useTexts();
  return (
    <span className={`light light-${light}`} title={reasons && becauseText(reasons, t)}>
      <span aria-hidden="true">{LIGHT_SHAPES[light]}</span> {t(`terms.light.${light}`)}
    </span>
  );
}

export function becauseText(reasons: TaskRow['lightReasons'], t: ReturnType<typeof useTexts>['t']): string {
  return reasons
    .map(({ code, params }) =>
      t(`terms.lightReason.${code}` as 'terms.lightReason.silent', { ...params, defaultValue: code }),
    )
    .join(t('web.because'));
}

/** In the order in which they want attention. */
export const LIGHT_ORDER: readonly LightName[] = [
  'overdue',
  'due-soon',
  'behind',
  'not-signed',
  'on-track',
  'suspended',
  'done',
];
