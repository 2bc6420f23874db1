/** The injection token of the deployment's `WorkingCalendar`. */
export const WORKING_CALENDAR = Symbol('WORKING_CALENDAR');
