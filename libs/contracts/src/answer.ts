import { z } from 'zod';
import { Id, Position } from './scalars.ts';

/**
 * What every command answers: the item, its version afterwards (also the `ETag`), and the position from which read
 * models show the effect (`?after=<position>`). A repeat with the same `Idempotency-Key` answers the same, byte for byte.
 */
export const CommandAnswer = z
  .object({ id: Id, version: z.int().nonnegative(), position: Position })
  .meta({ id: 'CommandAnswer' });
export type CommandAnswer = z.infer<typeof CommandAnswer>;
