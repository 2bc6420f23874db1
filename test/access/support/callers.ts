/** Who calls every route in the matrix: nobody who is known, the people of one task, and such as have no part in it. */
export const CALLERS = [
  'stranger',
  'clerk',
  'lead',
  'co',
  'sibling',
  'leader',
  'auditor',
  'administrator',
  'security',
] as const;
export type Caller = (typeof CALLERS)[number];

/** In the order of CALLERS; `ok`: let through to the command or query, whatever that then says. */
export const ANYBODY = 'ok  ok  ok  ok  ok  ok  ok  ok  ok ';
export const SIGNED_IN = '401 ok  ok  ok  ok  ok  ok  ok  ok ';
export const READERS = '401 ok  ok  ok  ok  ok  403 403 403';
export const WHO_SEES_IT = '401 ok  ok  ok  404 ok  403 403 403';
export const OFFICE = '401 ok  403 403 403 403 403 403 403';
/** Of an item that is not there: whoever is let in is told so. */
export const OFFICE_ALONE = '401 404 403 403 403 403 403 403 403';
export const NOBODY_FINDS = '401 404 404 404 404 404 404 404 404';
export const LEAD_UNIT = '401 403 ok  403 404 403 403 403 403';
export const ITS_UNITS = '401 403 ok  ok  404 403 403 403 403';
export const LEADERS = '401 403 403 403 403 ok  403 403 403';
export const SECURITY = '401 403 403 403 403 403 403 403 ok ';
export const AUDITOR = '401 403 403 403 403 403 ok  403 403';
export const ADMINISTRATORS = '401 403 403 403 403 403 403 ok  403';

/** Refusals of the door; what the command itself says (409, 412, 422 …) comes only to those who were let in. */
export const DENIALS = new Set(['session.missing', 'access.denied', 'item.not-found']);
