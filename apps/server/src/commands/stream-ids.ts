import { v5 } from 'uuid';
import type { CivilDate } from '#libs/calendar';
import type { Id } from '#libs/directives';

/** The namespace of every id that is derived here. Never change it: ids of stored streams come from it. */
const NAMESPACE = '5f2c1f57-9d0c-4a8e-9a64-0b1f7d3c2e10';

/** The same parts give the same id, so that a command that is sent again makes nothing new. */
export function derivedId(...parts: (string | number)[]): Id {
  return v5(parts.join('\n'), NAMESPACE);
}

/** The one stream of the whole organisation. */
export const ORGANISATION_STREAM: Id = derivedId('organisation');

/** The one stream of the deployment's settings. */
export const SETTINGS_STREAM: Id = derivedId('settings');

export function numberBookStream(prefix: string, year: number): Id {
  return derivedId('number-book', prefix, year);
}

/** One stream per key of a text, so that a text is erased once. */
export function erasureStream(keyId: Id): Id {
  return derivedId('erasure', keyId);
}

/** A text that was read out at two meetings is two readouts; the same text at the same meeting is one. */
export function readoutStream(textHash: string, meetingDate: CivilDate): Id {
  return derivedId('readout', textHash, meetingDate);
}

/**
 * What one person was told and acknowledged on one business day. Apart from the tasks, so that what the system tells never
 * raises the version on which somebody is deciding.
 */
export function personDayStream(personId: Id, day: CivilDate): Id {
  return derivedId('person-day', personId, day);
}
