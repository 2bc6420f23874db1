import { randomUUID } from 'node:crypto';
import { type AddDestination, AddedDestination, DestinationPage } from '#libs/contracts';
import type { Office } from '../../support/office.ts';
import type { FarSide } from './far-side.ts';

export const DESTINATIONS = '/api/v1/destinations';

/** Adds a destination on the far side whose path nobody else has, so that what it gets is known by it. */
export async function addDestination(
  { clerk }: Office,
  farSide: FarSide,
  channel: AddDestination['channel'] = 'webhook',
  more: object = {},
) {
  const path = `/hook/${randomUUID()}`;
  const body = { channel, name: '承办系统', address: `${farSide.origin}${path}?key=k-secret`, ...more };
  const { id, secret } = (await clerk.post(DESTINATIONS, body)).as(AddedDestination);
  const received = () => farSide.received.filter(({ url }) => url.pathname === path);
  return { id, secret: secret ?? '', received, address: body.address };
}

/** So that what the next test makes due is sent to its own destinations alone. */
export async function disableDestinations({ clerk }: Office): Promise<void> {
  for (const { id, disabledAt } of (await clerk.get(DESTINATIONS)).as(DestinationPage).items)
    if (!disabledAt) await clerk.post(`${DESTINATIONS}/${id}/disable`, {});
}
