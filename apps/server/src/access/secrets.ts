import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { digest } from '#libs/crypto';

/** A secret nobody can guess: 256 random bits, fit for a cookie, a header or a link. Stored by its `digest` alone. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The digest under which a secret is stored. A fast one will do: the secret is random, not chosen by a person. */
export function secretHash(secret: string): string {
  return digest(secret);
}

/** argon2id with the library's defaults (19 MiB, 2 passes: OWASP's first recommendation). */
export function passwordHash(password: string): Promise<string> {
  return hash(password);
}

/** Takes as long for an account that does not exist (`stored` null) as for one that does, so that time tells nothing. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobodysHash), password);
  return stored !== null && matches;
}

const nobodysHash = hash(newSecret());
