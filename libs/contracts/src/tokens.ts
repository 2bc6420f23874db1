import { z } from 'zod';
import { pageOf } from './page.ts';
import { Id, Instant, words } from './scalars.ts';

export const CreateToken = z.strictObject({ name: words(100) }).meta({ id: 'CreateToken' });
export type CreateToken = z.infer<typeof CreateToken>;

/** The only time the token itself is shown; the server keeps its hash. */
export const CreatedToken = z.object({ id: Id, name: z.string(), token: z.string() }).meta({ id: 'CreatedToken' });
export type CreatedToken = z.infer<typeof CreatedToken>;

export const ApiToken = z
  .object({
    id: Id,
    name: z.string(),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof ApiToken>;
export const ApiTokenPage = pageOf(ApiToken, 'ApiTokenPage');
export type ApiTokenPage = z.infer<typeof ApiTokenPage>;
