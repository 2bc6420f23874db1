import { z } from 'zod';

export const ProblemError = z
  .object({
    /** JSON pointer into the request body, or `?name` for a query parameter, or `Name:` for a header. */
    pointer: z.string(),
    code: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'ProblemError' });
export type ProblemError = z.infer<typeof ProblemError>;

/**
 * RFC 9457, as `application/problem+json`. `code` is stable and meant for programs; `title` and `detail` are for people
 * and follow `Accept-Language`. `traceId` finds the request in the server's log.
 */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    traceId: z.string(),
    errors: z.array(ProblemError).optional(),
    /** With `412`: the version that the item has now. */
    currentVersion: z.int().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** Every code, its status, and its sentence in both languages, with `{{gaps}}` for what is filled in. */
export const ProblemKinds = z
  .array(z.object({ code: z.string(), status: z.int(), zh: z.string(), en: z.string() }))
  .meta({ id: 'ProblemKinds' });
export type ProblemKinds = z.infer<typeof ProblemKinds>;
