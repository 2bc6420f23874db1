import { z } from 'zod';
import { Instant } from './scalars.ts';

/** A signed statement of what the log held up to a position; docs/verify says how to check it. */
export const SealView = z
  .object({
    origin: z.string(),
    size: z.int().positive().meta({ description: 'How many events it covers: the position of the last one.' }),
    root: z.string().meta({ description: 'Root of the Merkle tree over them, base64.' }),
    hash: z.enum(['sha256', 'sm3']),
    keyId: z.string(),
    sealedAt: Instant.meta({ description: 'Real time.' }),
    note: z.string().meta({ description: 'All of it as it was signed: a C2SP signed note.' }),
  })
  .meta({ id: 'SealView' });
export type SealView = z.infer<typeof SealView>;

export const SealStatus = z
  .object({
    key: z.string().nullable().meta({ description: 'The verifier key of the log; null before the first seal.' }),
    seal: SealView.nullable().meta({ description: 'The newest one; null before the first.' }),
  })
  .meta({ id: 'SealStatus' });
export type SealStatus = z.infer<typeof SealStatus>;
