import { z } from 'zod';
import { Id, PersonRef, words } from './scalars.ts';

/** `address`: path and query within the app, `/directives?light=overdue`. The office alone may share a view. */
export const SaveView = z
  .strictObject({
    name: words(100),
    address: words(2000).regex(/^\/(?!\/)[^\s\\#]*$/, 'a path within the app, such as /directives?light=overdue'),
    shared: z.boolean().default(false),
  })
  .meta({ id: 'SaveView' });
export type SaveView = z.infer<typeof SaveView>;

export const SavedView = z
  .object({
    id: Id,
    name: z.string(),
    address: z.string(),
    shared: z.boolean(),
    own: z.boolean().meta({ description: 'The caller saved it, and may remove it.' }),
    by: PersonRef,
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;

/** The caller's own and the shared ones, by name. */
export const SavedViews = z.object({ items: z.array(SavedView) }).meta({ id: 'SavedViews' });
export type SavedViews = z.infer<typeof SavedViews>;
