import { readings } from './readings.ts';
import { report } from './report.ts';
import { rules } from './rules.ts';
import { terms } from './terms.ts';
import { web } from './web.ts';

/** What a page in the browser shows. */
export const webTexts = { readings, report, rules, terms, web };
