import { type CivilDate, daysBetween } from '#libs/calendar';
import { type Language, translator } from '#libs/messages';
import type { ReminderAbout } from './reminder-about.ts';

/** The same words for a reminder in the inbox, and in a mail. */
export function alertText(rule: string, about: ReminderAbout, language: Language): { subject: string; body: string } {
  const t = translator(language);
  return {
    subject: about.withheld
      ? t('mail.withheld', { number: about.number })
      : t('mail.item', { number: about.number, title: about.title }),
    body: [
      standing(rule, about, language),
      t('mail.rule', { rule: about.ruleTitle?.[language] ?? ruleName(rule, language) }),
      ...(about.standIn ? [t(`mail.standIn.${about.standIn}`)] : []),
    ].join(' · '),
  };
}

/**
 * How the task stood on the day of the claim: what its step waits for (an answer to a slip, a report of the cycle, the signature,
 * any report at all), else how its date stands.
 */
function standing(rule: string, about: ReminderAbout, language: Language): string {
  const { dueDate, signBy, today, report, slip, waitsFor } = about;
  const t = translator(language);
  if (slip) return t('mail.standing.slip', { number: slip.number, date: dayText(slip.answerBy, language) });
  if (report) {
    const { period, due, time } = report;
    const isLate = due < today;
    const date = [dayText(due, language), time].filter(Boolean).join(' ');
    return t(`mail.standing.${isLate ? 'report-late' : 'report'}`, { period, date });
  }
  if (rule === 'sign-for' || waitsFor === 'sign-for')
    return t('mail.standing.sign-for', { date: dayText(signBy, language) });
  if (waitsFor === 'report') return t('mail.standing.unreported');
  if (dueDate === null) return t('mail.standing.standing');
  const date = dayText(dueDate, language);
  const days = daysBetween(today, dueDate);
  if (days > 0) return t('mail.standing.left', { days, date });
  return days === 0 ? t('mail.standing.today', { date }) : t('mail.standing.late', { days: -days, date });
}

/** A rule as people call it; a rule of a later ladder that has no name yet goes by its id. */
export function ruleName(rule: string, language: Language): string {
  return translator(language)(`rules.${rule}` as 'rules.late', { defaultValue: rule });
}

/** `2022年12月25日 周日`, `Sun 25 Dec 2022`. */
export function dayText(day: CivilDate, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  const part = (locale: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date);
  if (language === 'zh') {
    return `${part('zh-CN', { year: 'numeric', month: 'long', day: 'numeric' })} ${part('zh-CN', { weekday: 'short' })}`;
  }
  return part('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).replace(',', '');
}
