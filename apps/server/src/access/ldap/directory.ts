import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Client, type Entry, ResultCodeError } from 'ldapts';
import type { LdapConfig } from '../../ldap-settings.ts';
import { inFilter, inName } from './escaped.ts';

const TIMEOUT_MS = 5_000;

/** The codes by which a directory says of a name and a password: not these (RFC 4511; what a locked entry answers differs). */
const NOT_THESE = new Set([
  32, // no such object
  34, // invalid DN
  48, // nothing to compare the password with
  49, // wrong
  50, // may not sign in
  53, // is not allowed to now
]);

/** What the directory says of somebody. */
export interface Found {
  readonly subject: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** An LDAP server, over TLS that is checked. Each question has a connection of its own, so that none is asked under another's name. */
export class Directory {
  constructor(private readonly config: LdapConfig) {}

  /**
   * Who has this user name and password; null when nobody does. Never asks with an empty password, which a directory would
   * answer kindly without having checked anything (RFC 4513, 5.1.2). Throws when the directory cannot be asked.
   */
  async find(username: string, password: string): Promise<Found | null> {
    if (username === '' || password === '') return null;
    const { userDn, bindDn, bindPassword = '' } = this.config;
    if (userDn) return this.bound(userDn.replaceAll('{username}', inName(username)), password);
    const dn = await this.connected(async (client) => {
      await client.bind(bindDn ?? '', bindPassword);
      const filter = this.config.filter.replaceAll('{username}', inFilter(username));
      const { searchEntries } = await client.search(this.config.baseDn, {
        ...{ scope: 'sub', filter, attributes: ['1.1'], sizeLimit: 2, timeLimit: TIMEOUT_MS / 1000 },
      });
      // Of two nobody can tell which one is meant.
      return searchEntries.length === 1 ? (searchEntries[0]?.dn ?? null) : null;
    });
    return dn === null ? null : this.bound(dn, password);
  }

  /** Binds as an entry, and reads it under its own name. */
  private bound(dn: string, password: string): Promise<Found | null> {
    return this.connected(async (client) => {
      try {
        await client.bind(dn, password);
      } catch (error) {
        if (error instanceof ResultCodeError && NOT_THESE.has(error.code)) return null;
        throw error;
      }
      const { subjectAttribute } = this.config;
      const { searchEntries } = await client.search(dn, {
        ...{ scope: 'base', attributes: [subjectAttribute, 'displayName', 'cn', 'mail'] },
        ...{ explicitBufferAttributes: ['objectGUID'], timeLimit: TIMEOUT_MS / 1000 },
      });
      const [entry] = searchEntries;
      const subject = entry && first(entry, subjectAttribute);
      if (!subject) throw new Error(`The entry has no ${subjectAttribute} that it may read of itself`);
      return { subject, name: first(entry, 'displayName') ?? first(entry, 'cn'), email: first(entry, 'mail') };
    });
  }

  private async connected<Answer>(ask: (client: Client) => Promise<Answer>): Promise<Answer> {
    const { url, ca } = this.config;
    const hostname = new URL(url).hostname.replace(/^\[|\]$/g, '');
    // `host` is what the certificate is held to; without it StartTLS would check it for localhost.
    const tls: ConnectionOptions = { host: hostname, minVersion: 'TLSv1.2', ...(ca ? { ca } : {}) };
    if (isIP(hostname) === 0) tls.servername = hostname;
    const isPlain = url.startsWith('ldap:');
    const client = new Client({
      ...{ url, timeout: TIMEOUT_MS, connectTimeout: TIMEOUT_MS, strictDN: false },
      ...(isPlain ? {} : { tlsOptions: tls }),
    });
    try {
      if (isPlain) await client.startTLS(tls);
      return await ask(client);
    } finally {
      await client.unbind().catch(() => undefined);
    }
  }
}

function first(entry: Entry, attribute: string): string | null {
  const given = entry[attribute];
  const value = Array.isArray(given) ? given[0] : given;
  if (Buffer.isBuffer(value)) return value.length > 0 ? value.toString('hex') : null;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
