import { EN_DAYS } from './days-en.ts';
import { ZH_DAYS } from './days-zh.ts';
import { EVENTS } from './events.ts';
import { FESTIVALS } from './festivals.ts';
import { EN_LENGTHS } from './lengths-en.ts';
import { ZH_LENGTHS } from './lengths-zh.ts';
import { MONTHS } from './months.ts';
import type { PeriodRule } from './period-rule.ts';
import { QUARTERS } from './quarters.ts';
import { RECURRING } from './recurring.ts';
import { RECURRING_EN } from './recurring-en.ts';
import { SPANS } from './spans.ts';
import { WEEKS } from './weeks.ts';
import { YEARS } from './years.ts';

/** The grammar. In a text, of rules that match, the one that starts first, then the longer, then the earlier here wins. */
export const PERIOD_RULES: readonly PeriodRule[] = [
  ...RECURRING,
  ...RECURRING_EN,
  ...SPANS,
  ...ZH_DAYS,
  ...EN_DAYS,
  ...MONTHS,
  ...QUARTERS,
  ...YEARS,
  ...WEEKS,
  ...FESTIVALS,
  ...ZH_LENGTHS,
  ...EN_LENGTHS,
  ...EVENTS,
];
