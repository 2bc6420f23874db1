import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
/** A wider network than this is nobody's own: trusting it would have strangers say who they are. */
const NARROWEST_MASKS = { ipv4: 8, ipv6: 32 } as const;

/** The settings of how requests come in, as far as they have to agree. */
interface Transport {
  readonly DUBAN_MODE: 'demo' | 'production';
  readonly HOST: string;
  readonly PUBLIC_URL?: string | undefined;
  readonly TLS_CERT_FILE?: string | undefined;
  readonly TLS_KEY_FILE?: string | undefined;
  readonly TRUSTED_PROXIES: readonly string[];
}

/** An address of a proxy, or a network of them, that is no more than somebody's own. */
export const proxy = z.string().refine(isProxy, {
  error:
    'addresses of your own proxies, such as 10.0.0.5 or 172.16.0.0/12; a wider network, or all, would let anybody pretend to another address',
});

/** What would send passwords over a network for everybody to read, or believe anybody about who they are; the cure with each. */
export function unsafeTransport(settings: Transport): { readonly path: keyof Transport; readonly error: string }[] {
  const { DUBAN_MODE, HOST, PUBLIC_URL, TLS_CERT_FILE, TLS_KEY_FILE, TRUSTED_PROXIES } = settings;
  const faults: { path: keyof Transport; error: string }[] = [];
  if (TLS_CERT_FILE && !TLS_KEY_FILE)
    faults.push({ path: 'TLS_KEY_FILE', error: 'the key of the certificate in TLS_CERT_FILE' });
  if (TLS_KEY_FILE && !TLS_CERT_FILE)
    faults.push({ path: 'TLS_CERT_FILE', error: 'the certificate of the key in TLS_KEY_FILE' });
  if (DUBAN_MODE === 'demo') return faults;
  const isOpen = !LOOPBACK.test(HOST);
  if (isOpen && !TLS_CERT_FILE && TRUSTED_PROXIES.length === 0)
    faults.push({
      path: 'HOST',
      error:
        'an address of this machine alone (127.0.0.1), because passwords would cross the network in plain text; or set TLS_CERT_FILE and ' +
        'TLS_KEY_FILE, or set TRUSTED_PROXIES to the proxy in front that ends https',
    });
  const isSecret = PUBLIC_URL?.startsWith('https:') || (PUBLIC_URL && LOOPBACK.test(new URL(PUBLIC_URL).hostname));
  if ((isOpen || PUBLIC_URL) && !isSecret)
    faults.push({
      path: 'PUBLIC_URL',
      error: 'what people open in their browser, beginning with https://, so that cookies are for https alone',
    });
  return faults;
}

function isProxy(text: string): boolean {
  if (isIP(text)) return !ipaddr.parse(text).range().startsWith('unspecified');
  if (!ipaddr.isValidCIDR(text)) return false;
  const [address, bits] = ipaddr.parseCIDR(text);
  return bits >= NARROWEST_MASKS[address.kind()];
}
