import type { TFunction } from 'i18next';
import type { LadderStep } from '#libs/contracts';

/** What each unit of an offset is called in a step. */
export const OFFSETS = ['days', 'workingDays', 'months'] as const;
export type OffsetUnit = (typeof OFFSETS)[number];

/** `{ workingDays: -3 }` as a number and what it counts. */
export function offsetOf(after: LadderStep['after']): { unit: OffsetUnit; count: number } {
  const unit = OFFSETS.find((one) => one in after) ?? 'days';
  const count = Object.values(after)[0] ?? 0;
  return { unit, count };
}

/** A step as a sentence: when it comes, to whom, how often, and what keeps it back. */
export function stepText(step: LadderStep, t: TFunction): string {
  const { unit, count } = offsetOf(step.after);
  const from = t(`web.ladders.from.${step.from}`);
  const side = count < 0 ? 'before' : 'after';
  const when =
    count === 0 ? t('web.ladders.on', { from }) : t(`web.ladders.${side}.${unit}`, { count: Math.abs(count), from });
  const told = [
    t('web.ladders.sentence', { when, to: step.to.map((one) => t(`web.ladders.to.${one}`)).join(t('web.and')) }),
    step.time && t('web.ladders.at', { time: step.time }),
    step.channels &&
      t('web.ladders.by', {
        channels: step.channels
          .map((one) => t(`terms.channel.${one}` as 'terms.channel.email', { defaultValue: one }))
          .join(t('web.and')),
      }),
    step.repeatsEvery !== null && t('web.ladders.every', { count: step.repeatsEvery }),
    step.unless !== null && t(`web.ladders.unless.${step.unless}`),
    step.roll !== 'none' && t(`web.ladders.roll.${step.roll}`),
  ];
  return told.filter(Boolean).join(t('web.ladders.comma'));
}

/** What people read beside an alert of the step. */
export function ruleText(step: LadderStep, t: TFunction, name: (name: { zh: string; en: string }) => string): string {
  return step.title ? name(step.title) : t(`rules.${step.rule}` as 'rules.late', { defaultValue: step.rule });
}
