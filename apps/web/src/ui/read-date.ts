import { daysAfter } from '../i18n/dates.ts';

/**
 * A civil date from what people type: `2022-12-25`, `2022年12月25日`, `12.25` and `12月25日` (of the year of `today`), `+15` and
 * `15天` (days from `today`). Null for anything else, and for days that no calendar has.
 */
export function readDate(typed: string, today: string): string | null {
  const words = typed.trim();
  const days = /^(?:\+\s*(\d{1,4})|(\d{1,4})\s*(?:天|d|days?))$/i.exec(words);
  if (days) return daysAfter(today, Number(days[1] ?? days[2]));
  const parts = /^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?$/.exec(words);
  if (!parts) return null;
  const [, year = today.slice(0, 4), month = '', day = ''] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) ? date : null;
}
