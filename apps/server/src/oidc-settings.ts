import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LocalName } from '#libs/contracts';

/** Signatures by a key pair alone: with `none` anybody could sign, and with a shared secret whoever knows that. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
const issuer = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || LOOPBACK.has(new URL(url).hostname), 'an https address');

const provider = z.strictObject({
  /** In addresses: `…/sign-in/<id>/callback`. */
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and "-"')
    .refine((id) => id !== 'ldap', 'another name than ldap, which is the directory'),
  name: LocalName,
  issuer,
  clientId: z.string().min(1),
  /** Left out: a public client, whose only proof is PKCE. */
  clientSecret: z.string().min(1).optional(),
  /** What its ID tokens are signed with; no other is taken. */
  algorithm: z.enum(ALGORITHMS).default('RS256'),
  scope: z.string().default('openid profile email'),
  /** `known`: only people whom an administrator or they themselves have linked; `anybody`: others become people without roles. */
  admit: z.enum(['known', 'anybody']).default('known'),
  /** It asks for a second factor itself, so that none of ours is asked for. */
  hasSecondFactor: z.boolean().default(false),
});

/** An OpenID provider by which people sign in. */
export type OidcProvider = z.infer<typeof provider>;

const providers = z
  .array(provider)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each with an id of its own');

/** The path of a JSON file with a list of providers; what is wrong in it is said with its place. */
export const oidcProvidersFile = z.string().transform((path, context): readonly OidcProvider[] => {
  const complain = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return complain(`a file with a list of providers in JSON (${(error as Error).message})`);
  }
  const parsed = providers.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the list'}: ${issue.message}`);
  return complain(`a file whose providers are complete (${faults.join('; ')})`);
});
