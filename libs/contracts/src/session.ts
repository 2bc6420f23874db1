import { z } from 'zod';
import { CivilDate, Id, Instant, LocalName, plain, UnitRef, words } from './scalars.ts';
import { Duty, Label, LanguageTag, Role } from './terms.ts';

export const Username = z
  .string()
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/, 'lower-case letters, digits, ".", "_" and "-", up to 64');
/** At least twelve characters; length is what makes it strong (NIST SP 800-63B), so nothing else is asked. */
export const Password = z.string().min(12).max(200);

export const SignIn = z
  .strictObject({ username: plain(200), password: z.string().min(1).max(200) })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

export const SetLanguage = z.strictObject({ language: LanguageTag }).meta({ id: 'SetLanguage' });
export type SetLanguage = z.infer<typeof SetLanguage>;

export const ChangePassword = z
  .strictObject({ present: z.string().min(1).max(200), next: Password })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** The person who is signed in, and until when. */
export const Session = z
  .object({
    person: z.object({ id: Id, name: z.string(), language: LanguageTag }),
    username: z.string().nullable(),
    roles: z.array(Role),
    clearance: Label,
    posts: z.array(
      z.object({
        ...{ id: Id, title: LocalName, duty: Duty, unit: UnitRef },
        deputyUntil: CivilDate.nullable().meta({
          description: 'The last day on which they stand in for its holder; null: their own post.',
        }),
      }),
    ),
    /** Null for an API token, which does not run out by itself. */
    expiresAt: Instant.nullable(),
    endAddress: z
      .string()
      .nullable()
      .meta({ description: 'Where signing out goes on, for somebody who came in by an OpenID provider.' }),
    secondFactorMissing: z.boolean().meta({
      description: 'True: their roles ask for a second factor, and until one is set up nothing else can be done.',
    }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

const officer = {
  username: Username,
  password: Password,
  person: words(100),
  email: z.email().nullable().default(null),
};
const Officer = z.strictObject(officer).meta({ id: 'FirstOfficer' });

/**
 * The first start outside demo mode prints a link with the token; it works once, within 24 hours. It makes the three
 * officers, of whom nobody is two: the system administrator, whose fields stand at the top, and the other two.
 */
export const SetUp = z
  .strictObject({
    token: z.string().min(1).max(200),
    ...officer,
    securityOfficer: Officer,
    auditor: Officer,
    language: LanguageTag.default('zh'),
    office: LocalName,
  })
  .refine((given) => new Set([given.username, given.securityOfficer.username, given.auditor.username]).size === 3, {
    path: ['username'],
    message: 'one of its own for each of the three officers',
  })
  .meta({ id: 'SetUp' });
export type SetUp = z.infer<typeof SetUp>;

export const SetUpDone = z.object({ personId: Id, officeId: Id }).meta({ id: 'SetUpDone' });
export type SetUpDone = z.infer<typeof SetUpDone>;

/** A session of one's own, here or in another browser. Seen to the minute. */
export const OwnSession = z
  .object({
    id: Id,
    address: z.string(),
    userAgent: z.string().nullable(),
    startedAt: Instant,
    lastSeenAt: Instant,
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof OwnSession>;
export const OwnSessions = z.object({ items: z.array(OwnSession) }).meta({ id: 'OwnSessions' });
export type OwnSessions = z.infer<typeof OwnSessions>;
