import { Rejection } from '#libs/event-sourcing';

/** Every answer "not allowed" of the organisation. Stable for clients; each has a sentence in `libs/messages`. */
export const ORGANISATION_REJECTIONS = [
  'organisation.unit-exists',
  'organisation.unit-unknown',
  'organisation.office-exists',
  'organisation.post-exists',
  'organisation.post-unknown',
  'organisation.last-officer',
  'organisation.officer-alone',
  'organisation.officer-holds-no-post',
  'organisation.post-vacant',
  'organisation.deputy-is-holder',
  'organisation.delegation-past',
  'organisation.delegation-too-long',
  'organisation.delegation-unknown',
  'organisation.post-delegated',
  'organisation.successor-is-holder',
  'organisation.hand-over-open',
  'organisation.hand-over-unknown',
  'organisation.signed-by-another',
  'organisation.not-handed-over',
  'organisation.other-sheet',
] as const;
export type OrganisationRejection = (typeof ORGANISATION_REJECTIONS)[number];

export function reject(code: OrganisationRejection, params: Rejection['params'] = {}): never {
  throw new Rejection<OrganisationRejection>(code, params);
}
