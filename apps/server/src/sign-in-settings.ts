import { z } from 'zod';
import { Role } from '#libs/contracts';
import { ldapConfig, ldapSettings } from './ldap-settings.ts';
import { oidcProvidersFile } from './oidc-settings.ts';

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** How people sign in: environment variable, what it must be, and its default. All times are real time. */
export const signInSettings = {
  /** A session ends after so many minutes without a request. */
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
  /** And so many hours after the sign-in in any case. */
  SESSION_HOURS: z.coerce.number().int().min(1).max(168).default(12),
  /** After so many wrong passwords in a row an account takes none, not even the right one, for so many minutes. */
  SIGN_IN_ATTEMPTS: z.coerce.number().int().min(1).max(100).default(5),
  SIGN_IN_LOCK_MINUTES: z.coerce.number().int().min(1).max(1440).default(15),
  /** Whoever has one of these roles may do nothing without a second factor: `administrator,auditor`. */
  SECOND_FACTOR_FOR: z.string().default('').transform(list).pipe(z.array(Role)),
  /** OpenID providers by which people sign in: a JSON file with a list (docs/signing-in.md). */
  OIDC_PROVIDERS_FILE: oidcProvidersFile.optional(),
  ...ldapSettings,
};

type Given = z.infer<z.ZodObject<typeof signInSettings>>;

export function signInConfig(given: Given) {
  return {
    idleMinutes: given.SESSION_IDLE_MINUTES,
    sessionHours: given.SESSION_HOURS,
    attempts: given.SIGN_IN_ATTEMPTS,
    lockMinutes: given.SIGN_IN_LOCK_MINUTES,
    ldap: ldapConfig(given),
    oidcProviders: given.OIDC_PROVIDERS_FILE ?? [],
    secondFactorFor: new Set(given.SECOND_FACTOR_FOR),
  };
}
