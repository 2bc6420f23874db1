import { readings } from './readings.ts';
import { rules } from './rules.ts';
import { terms } from './terms.ts';
import { web } from './web.ts';

/** What a page in the browser shows. */
export const webTexts = { readings, rules, terms, web };
