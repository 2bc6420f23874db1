import { addDays, addMonths, type CivilDate } from '#libs/calendar';
import type { Anchor, Ladder, Step } from '#libs/directives';
import { type Language, translator } from '#libs/messages';
import { dayText, ruleName } from './alert-text.ts';
import type { ReminderAbout } from './reminder-about.ts';

/** What led to an alert. `ladder` and `step` null: it was not kept. */
export interface Reasons {
  readonly rule: string;
  readonly ladder: Ladder | null;
  readonly step: Step | null;
  readonly from: Anchor;
  readonly counted: CivilDate | null;
  readonly period: string | null;
  readonly day: CivilDate;
  readonly slip: NonNullable<ReminderAbout['slip']> | null;
}

/** Which rule sent an alert and how its day came about, in a sentence. */
export function whyText({ rule, ladder, step, from, counted, period, day, slip }: Reasons, language: Language): string {
  const t = translator(language);
  if (slip) return t('why.slip', { number: slip.number, date: dayText(slip.answerBy, language) });
  const name = step?.title?.[language] ?? ruleName(rule, language);
  const planned = dayText(day, language);
  if (!ladder || !step || counted === null) return t('why.unknown', { rule: name, day: planned });
  const date = dayText(counted, language);
  const offset = offsetText(step, t(`why.from.${from}`, { date, period: period ?? '' }), language);
  return t('why.step', {
    ...{ rule: name, ladder: ladder.title[language], version: ladder.version },
    date: dayReached({ step, counted, day, planned, offset }, language),
  });
}

function offsetText({ after }: Step, from: string, language: Language): string {
  const t = translator(language);
  const [unit, count] =
    'workingDays' in after
      ? (['workingDays', after.workingDays] as const)
      : 'months' in after
        ? (['months', after.months] as const)
        : (['days', after.days] as const);
  if (count === 0) return t('why.offset.same', { from });
  return t(`why.offset.${unit}.${count < 0 ? 'before' : 'after'}`, { from, count: Math.abs(count) });
}

function dayReached(
  {
    step,
    counted,
    day,
    planned,
    offset,
  }: Pick<Reasons, 'day'> & {
    step: Step;
    counted: CivilDate;
    planned: string;
    offset: string;
  },
  language: Language,
): string {
  const t = translator(language);
  const { after, repeatsEvery } = step;
  if (repeatsEvery !== null) return t('why.repeated', { offset, every: repeatsEvery, day: planned });
  if ('workingDays' in after) return t('why.day', { offset, day: planned });
  const plain = 'months' in after ? addMonths(counted, after.months) : addDays(counted, after.days);
  return t(plain === day ? 'why.day' : 'why.rolled', { offset, day: planned });
}
