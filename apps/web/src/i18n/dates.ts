import type { Language } from '#libs/messages';

const DAY_MS = 86_400_000;
const makers = new Map<string, Intl.DateTimeFormat>();

/** `12月25日 周日`, `Sun 25 Dec`; with the year when it is not that of `today`. */
export function dayText(date: string, language: Language, today?: string): string {
  const isThisYear = today !== undefined && today.slice(0, 4) === date.slice(0, 4);
  return text(`${date}T00:00:00Z`, 'UTC', language, isThisYear);
}

/** `12月25日`, `25 Dec`: where there is little room. */
export function shortDayText(date: string, language: Language): string {
  const options = { timeZone: 'UTC', day: 'numeric', month: language === 'en' ? 'short' : 'long' } as const;
  return format(`${date}T00:00:00Z`, language === 'en' ? 'en-GB' : 'zh-CN', options);
}

/** The instant at which a civil date begins in a zone. */
export function beginOf(date: string, timeZone: string): string {
  const guess = Date.parse(`${date}T00:00:00Z`);
  const shown = format(new Date(guess).toISOString(), 'sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return new Date(guess - (Date.parse(`${shown.replace(' ', 'T')}Z`) - guess)).toISOString();
}

/** An instant in the deployment's zone, `2022年12月25日 周日 09:00`. */
export function timeText(instant: string, timeZone: string, language: Language): string {
  return `${text(instant, timeZone, language, false)} ${clockText(instant, timeZone)}`;
}

export function clockText(instant: string, timeZone: string): string {
  return format(instant, 'en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
}

/** The civil date of an instant in a zone. */
export function dateIn(instant: string, timeZone: string): string {
  return format(instant, 'sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
}

/** Whole days from one civil date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

function text(instant: string, timeZone: string, language: Language, withoutYear: boolean): string {
  const year = withoutYear ? {} : ({ year: 'numeric' } as const);
  if (language === 'en') {
    const options = { timeZone, weekday: 'short', day: 'numeric', month: 'short', ...year } as const;
    return format(instant, 'en-GB', options).replace(',', '');
  }
  const date = format(instant, 'zh-CN', { timeZone, month: 'long', day: 'numeric', ...year });
  return `${date} ${format(instant, 'zh-CN', { timeZone, weekday: 'short' })}`;
}

function format(instant: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const name = `${locale} ${JSON.stringify(options)}`;
  let maker = makers.get(name);
  if (!maker) {
    maker = new Intl.DateTimeFormat(locale, options);
    makers.set(name, maker);
  }
  return maker.format(new Date(instant));
}
