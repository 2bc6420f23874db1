import { z } from 'zod';
import { pageOf } from './page.ts';
import { Id, words } from './scalars.ts';
import { Password, Username } from './session.ts';
import { Label, LanguageTag, Role } from './terms.ts';

export const AddPerson = z
  .strictObject({ name: words(100), email: z.email().nullable().default(null), language: LanguageTag.default('zh') })
  .meta({ id: 'AddPerson' });
export type AddPerson = z.infer<typeof AddPerson>;

export const AddedPerson = z.object({ id: Id }).meta({ id: 'AddedPerson' });
export type AddedPerson = z.infer<typeof AddedPerson>;

/** Null: no messages by e-mail from now on. */
export const SetEmail = z.strictObject({ email: z.email().nullable() }).meta({ id: 'SetEmail' });
export type SetEmail = z.infer<typeof SetEmail>;

export const OpenAccount = z.strictObject({ username: Username, password: Password }).meta({ id: 'OpenAccount' });
export type OpenAccount = z.infer<typeof OpenAccount>;

/** Ends the person's sessions too. */
export const ResetPassword = z.strictObject({ password: Password }).meta({ id: 'ResetPassword' });
export type ResetPassword = z.infer<typeof ResetPassword>;

/** Who the person is at an OpenID provider of the settings, or, as `ldap`, in the directory: the value of its LDAP_SUBJECT_ATTRIBUTE. */
export const LinkIdentity = z
  .strictObject({ provider: z.string().min(1).max(40), subject: words(255) })
  .meta({ id: 'LinkIdentity' });
export type LinkIdentity = z.infer<typeof LinkIdentity>;

export const Person = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    language: LanguageTag,
    roles: z.array(Role),
    clearance: Label,
    username: z.string().nullable(),
    disabled: z.boolean(),
    /** For a while, after too many wrong passwords in a row. */
    locked: z.boolean(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;
export const PersonPage = pageOf(Person, 'PersonPage');
export type PersonPage = z.infer<typeof PersonPage>;
