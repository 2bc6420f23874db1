import type { CivilDate, Reading, WorkingCalendar } from '#libs/calendar';

const HEAD = 600;
const PLAN_ZH =
  /(20\d\d)年(?:度)?[^。\n]{0,12}(?:工作报告|重点(?:工作|任务|项目)|工作(?:要点|任务|计划|方案|安排)|目标任务|任务(?:分解|分工)|民生实事|行动计划|实施计划)/;
const PLAN_EN =
  /\b(?:calendar year|work ?plan(?: for)?|(?:action|implementation|improvement|business|operating) plan(?: for)?|,)\s(20\d\d)\b|\b(20\d\d)\s(?:annual |strategic )?(?:work|action|implementation|improvement|business|operating) plan\b/i;

/** The year that a plan issued before it is for, by its title (`2025年重点工作任务分解表`, `Calendar Year 2025`); else null. */
export function planYearOf(folded: string, meetingDate: CivilDate): string | null {
  const head = folded.slice(0, HEAD);
  const named = PLAN_ZH.exec(head)?.[1] ?? PLAN_EN.exec(head)?.slice(1).find(Boolean) ?? null;
  return named !== null && Number(named) === Number(meetingDate.slice(0, 4)) + 1 ? named : null;
}

const MONTHS = { march: '03', june: '06', september: '09', december: '12' } as const;
type LastMonth = keyof typeof MONTHS;
const ENDS =
  /\b(?:fiscal|financial) year\b[^.;\n]{0,40}?\b(?:ends?|ending|closes?|to|through)\s(?:on\s)?(?:\d{1,2}\s)?(march|june|september|december)\b/i;

/** In which month the fiscal year ends, where the text says so; else null. */
export function fiscalYearEndIn(folded: string): LastMonth | null {
  return (ENDS.exec(folded)?.[1]?.toLowerCase() as LastMonth | undefined) ?? null;
}

/** Readings that ask for the fiscal year, with the end of it that the text gives as the default. */
export function inFiscalYear(
  readings: readonly Reading[],
  month: LastMonth | null,
  { meetingDate, calendar }: { readonly meetingDate: CivilDate; readonly calendar: WorkingCalendar },
): readonly Reading[] {
  const [first] = readings;
  if (month === null || first?.asks !== 'fiscal-year') return readings;
  const rule = `fiscal-year.${month}` as const;
  const named = readings.find((reading) => reading.rule === rule);
  if (named)
    return [{ ...named, assumes: 'event-in-text' }, ...readings.filter((one) => one !== named && one !== first)];
  const day = month === 'june' || month === 'september' ? '30' : '31';
  const year = Number(meetingDate.slice(0, 4));
  const inYear = `${year}-${MONTHS[month]}-${day}`;
  const date = inYear >= meetingDate ? inYear : `${year + 1}-${MONTHS[month]}-${day}`;
  return [
    { ...first, date, rule, asks: null, assumes: 'event-in-text', workingDay: calendar.isWorkingDay(date) },
    ...readings.slice(1),
  ];
}
