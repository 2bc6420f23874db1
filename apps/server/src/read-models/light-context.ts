import type { LightContext } from '#libs/directives';

/** The injection token of `DayContext`. */
export const LIGHT_CONTEXT = Symbol('LIGHT_CONTEXT');

/** What lights depend on in a deployment: its zone, and the working calendar that it goes by as long as the log tells of none. The thresholds are the office's to change. */
export type DayContext = Omit<LightContext, 'thresholds'>;
