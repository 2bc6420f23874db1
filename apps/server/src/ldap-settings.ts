import { readFileSync } from 'node:fs';
import { z } from 'zod';

const fileOf = (what: string) =>
  z.string().transform((path, context): string => {
    try {
      const content = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
      if (content !== '') return content;
      context.addIssue({ code: 'custom', message: `${what} (it is empty)` });
    } catch (error) {
      context.addIssue({ code: 'custom', message: `${what} (${(error as Error).message})` });
    }
    return z.NEVER;
  });
const withName = (example: string) =>
  z.string().refine((template) => template.includes('{username}'), `with {username} in it, such as ${example}`);

/** A directory by which people sign in with their passwords there: environment variable, what it must be, and its default. */
export const ldapSettings = {
  /** `ldaps://…`, or `ldap://…`, on which TLS is begun before anything is said; unset: no directory is asked. */
  LDAP_URL: z
    .url({ protocol: /^ldaps?$/, error: 'a directory such as ldaps://ldap.town.gov' })
    .refine((url) => /^ldaps?:\/\/[^/@?#]+\/?$/.test(url), 'a server alone, without a name, a path or a query')
    .optional(),
  /** PEM of the authority that signed the directory's certificate; unset: those that Node knows. */
  LDAP_CA_FILE: fileOf('a file with certificates in PEM').optional(),
  /** Below which people are: `ou=people,dc=town,dc=gov`. */
  LDAP_BASE_DN: z.string().min(3).optional(),
  LDAP_FILTER: withName('(uid={username})').default('(uid={username})'),
  /** Who looks people up, and a file with their password; unset: LDAP_USER_DN says where people are. */
  LDAP_BIND_DN: z.string().min(3).optional(),
  LDAP_BIND_PASSWORD_FILE: fileOf('a file with the password of LDAP_BIND_DN').optional(),
  /** The name of a person's entry, where it follows from the user name: `uid={username},ou=people,dc=town,dc=gov`. */
  LDAP_USER_DN: withName('uid={username},ou=people,dc=town,dc=gov').optional(),
  /** What never changes about a person and is never given to another: entryUUID, on Active Directory objectGUID. */
  LDAP_SUBJECT_ATTRIBUTE: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9-]{0,60}$/, 'the name of an attribute')
    .default('entryUUID'),
  /** `known`: only people who were linked; `anybody`: others become people without roles. */
  LDAP_ADMIT: z.enum(['known', 'anybody']).default('known'),
};

type Given = z.infer<z.ZodObject<typeof ldapSettings>>;
export type LdapConfig = NonNullable<ReturnType<typeof ldapConfig>>;

/** What no setting can tell by itself. */
export function incompleteLdap(given: Given): { readonly path: string; readonly error: string }[] {
  const { LDAP_URL, LDAP_BASE_DN, LDAP_BIND_DN, LDAP_BIND_PASSWORD_FILE, LDAP_USER_DN } = given;
  if (!LDAP_URL) return [];
  const faults: { path: string; error: string }[] = [];
  if (!LDAP_BASE_DN) faults.push({ path: 'LDAP_BASE_DN', error: 'where people are, because LDAP_URL is set' });
  if (!LDAP_BIND_DN === !LDAP_USER_DN)
    faults.push({ path: 'LDAP_BIND_DN', error: 'who looks people up, or else LDAP_USER_DN, and one of the two alone' });
  if (!LDAP_BIND_DN !== !LDAP_BIND_PASSWORD_FILE)
    faults.push({
      path: 'LDAP_BIND_PASSWORD_FILE',
      error: 'a file with the password of LDAP_BIND_DN, where that is set',
    });
  return faults;
}

export function ldapConfig(given: Given) {
  if (!given.LDAP_URL || !given.LDAP_BASE_DN) return null;
  return {
    url: given.LDAP_URL,
    ca: given.LDAP_CA_FILE,
    baseDn: given.LDAP_BASE_DN,
    filter: given.LDAP_FILTER,
    bindDn: given.LDAP_BIND_DN,
    bindPassword: given.LDAP_BIND_PASSWORD_FILE,
    userDn: given.LDAP_USER_DN,
    subjectAttribute: given.LDAP_SUBJECT_ATTRIBUTE,
    admit: given.LDAP_ADMIT,
  };
}
