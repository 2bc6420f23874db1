import { z } from 'zod';
import type { Anchor, Audience, LightThresholds as Thresholds, Unless } from '#libs/directives';
import { Id, Instant, LocalName, LocalTime, plain, Roll } from './scalars.ts';

type Each<Term extends string> = { readonly [T in Term]: T };

const slug = plain(40).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens, such as due-7d');
export const LadderName = slug.meta({ example: '13710' });

const offset = z.int().min(-400).max(400);
export const LadderStep = z
  .strictObject({
    rule: slug.meta({
      description: 'Names the step. A step that keeps its name counts as sent where it was sent.',
      example: 'due-7d',
    }),
    /** What people read beside an alert; null for a rule that every deployment knows. */
    title: LocalName.nullable().default(null),
    to: z
      .array(
        z.enum({
          responsible: 'responsible',
          head: 'head',
          'co-units': 'co-units',
          office: 'office',
          'leader-in-charge': 'leader-in-charge',
        } satisfies Each<Audience>),
      )
      .min(1)
      .max(5),
    from: z
      .enum({
        deadline: 'deadline',
        'sign-by': 'sign-by',
        assignment: 'assignment',
        report: 'report',
      } satisfies Each<Anchor>)
      .meta({ description: '`report`: the day a report of the feedback cycle is due; the step comes once a period.' }),
    after: z
      .union([
        z.strictObject({ days: offset }),
        z.strictObject({ workingDays: offset }),
        z.strictObject({ months: z.int().min(-24).max(24) }),
      ])
      .meta({ description: 'Negative: before.' }),
    roll: Roll.default('previous'),
    time: LocalTime.nullable().default(null).meta({ description: "Null: the receiver's digest hour." }),
    channels: z.array(plain(40)).min(1).max(10).nullable().default(null).meta({
      description: 'Null: all that reach the receiver. The inbox has every alert.',
    }),
    unless: z
      .enum({
        'signed-for': 'signed-for',
        reported: 'reported',
        'acted-on': 'acted-on',
        acknowledged: 'acknowledged',
      } satisfies Each<Unless>)
      .nullable()
      .default(null)
      .meta({
        description:
          'Withheld when the task is signed for; was ever reported on; its units did something since the last alert; did so or acknowledged that alert.',
      }),
    repeatsEvery: z.int().min(1).max(60).nullable().default(null).meta({ description: 'Working days; null: once.' }),
  })
  .meta({ id: 'LadderStep' });
export type LadderStep = z.infer<typeof LadderStep>;

/** A named policy of reminding: version 0 is a preset's, and each change by the office raises it. */
export const Ladder = z
  .object({
    name: LadderName,
    title: LocalName,
    version: z.int().nonnegative(),
    since: Instant.nullable(),
    steps: z.array(LadderStep),
  })
  .meta({ id: 'Ladder' });
export type Ladder = z.infer<typeof Ladder>;

/** From when on lights say that a task is due soon, or behind. */
export const LightThresholds = z
  .strictObject({
    dueSoonWorkingDays: z.int().min(0).max(60).meta({
      description: 'Due soon: from this many working days before the date, …',
      example: 3,
    }),
    dueSoonPercent: z.int().min(0).max(100).meta({
      description:
        '… or when at most this percentage of the days from assignment to date is left, whichever is earlier.',
      example: 10,
    }),
    behindPoints: z.int().min(0).max(100).meta({
      description: 'Behind: more than this many percentage points short of a linear plan, …',
      example: 15,
    }),
    silentDays: z.int().min(1).max(365).meta({
      description: '… or without a report for more than this many days.',
      example: 14,
    }),
  } satisfies Record<keyof Thresholds, z.ZodInt>)
  .meta({ id: 'LightThresholds' });
export type LightThresholds = z.infer<typeof LightThresholds>;

/** What the office has settled for the whole deployment. The `ETag` is `version`. */
export const Settings = z
  .object({ id: Id, version: z.int().nonnegative(), ladders: z.array(Ladder), thresholds: LightThresholds })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;

/** The whole of a ladder. Open tasks that go by it are planned anew; what was sent is not sent again. */
export const SetLadder = z
  .strictObject({ title: LocalName, steps: z.array(LadderStep).min(1).max(40) })
  .meta({ id: 'SetLadder' });
export type SetLadder = z.infer<typeof SetLadder>;

export const ChooseLadder = z.strictObject({ ladder: LadderName }).meta({ id: 'ChooseLadder' });
export type ChooseLadder = z.infer<typeof ChooseLadder>;
