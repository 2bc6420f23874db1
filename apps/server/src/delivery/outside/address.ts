import ipaddr from 'ipaddr.js';
import { Rejection } from '#libs/event-sourcing';
import { Undelivered } from '../undelivered.ts';

/** Origins that the deployment lists although they are private or not https, as `http://hooks.town.local:8080`. */
export type PrivateOrigins = ReadonlySet<string>;

/**
 * Whether an IP address is reachable for everybody: not of this machine, this network, a provider's inside, a cloud's
 * metadata, documentation, or a translation of such a one into IPv6. What is no address in its plain spelling is not public.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.isIPv4MappedAddress()) return isPublic(parsed.toIPv4Address().toString());
    return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
  }
  return parsed.range() === 'unicast' && /^\d+\.\d+\.\d+\.\d+$/.test(address);
}

/** All that was ever given out; whatever else looks like an ordinary address of IPv6 is reserved. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * The URL of an address to which something may be sent, as far as that can be said before its name is resolved: https, without a user
 * name, and no IP address that is not public, however it is written. Throws `Undelivered` (`address-forbidden`, final).
 */
export function outsideUrl(text: string, privateOrigins: PrivateOrigins): URL {
  if (/[\p{Cc}\s]/u.test(text) || !URL.canParse(text)) throw forbidden('not a URL');
  const url = new URL(text);
  if (url.username || url.password) throw forbidden('with a user name');
  if (privateOrigins.has(url.origin)) return url;
  if (url.protocol !== 'https:') throw forbidden('not https');
  const literal = literalIn(url);
  if (literal !== null && !isPublic(literal)) throw forbidden('not a public address');
  return url;
}

/** `outsideUrl` for whoever enters an address: throws `destination.address-forbidden`. */
export function requireOutside(address: string, privateOrigins: PrivateOrigins): void {
  refuseAtTheDoor(() => outsideUrl(address, privateOrigins));
}

/** Has what a check of an address throws told to whoever entered it. */
export function refuseAtTheDoor(check: () => unknown): void {
  try {
    check();
  } catch (error) {
    if (error instanceof Undelivered) throw new Rejection('destination.address-forbidden', { why: error.detail });
    throw error;
  }
}

/** The host as an IP address; null when it is a name. `URL` has read 0x7f.1, 2130706433 and ①②⑦.0.0.1 as what they mean. */
export function literalIn({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : null;
}

export function forbidden(detail: string): Undelivered {
  return new Undelivered('address-forbidden', { detail, final: true });
}
