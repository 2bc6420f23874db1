import { z } from 'zod';
import { Deadline } from './deadline.ts';
import { Quote } from './directives.ts';
import { CivilDate, Id, LocalName, UnitRef } from './scalars.ts';
import { DirectiveStatus, LanguageTag } from './terms.ts';

/** One way to count: its date, the rule in words, what it takes for granted, and whether anybody works that day. */
export const ProposedReading = Deadline.extend({
  words: LocalName,
  assumes: z.object({ id: z.string(), words: LocalName }).nullable(),
  workingDay: z.boolean(),
  provisional: z.boolean().meta({ description: 'Holidays that bear on the date are not published yet.' }),
}).meta({ id: 'ProposedReading' });
export type ProposedReading = z.infer<typeof ProposedReading>;

/** The words that set a time, and every defensible date for them, the default first. */
export const ProposedClock = z
  .object({
    expression: z.string(),
    date: CivilDate.nullable().meta({ description: 'By the default reading; null: to be asked, or none to be had.' }),
    asks: z.object({ id: z.string(), words: LocalName }).nullable(),
    readings: z.array(ProposedReading),
  })
  .meta({ id: 'ProposedClock' });
export type ProposedClock = z.infer<typeof ProposedClock>;

/** A unit in the words of the text, and the one of the organisation that is meant, where that is clear. */
export const MentionedUnit = z.object({ words: z.string(), unit: UnitRef.nullable() }).meta({ id: 'MentionedUnit' });
export type MentionedUnit = z.infer<typeof MentionedUnit>;

/** An open directive that a proposal repeats, or carries on further down, and why it seems so. */
export const KinDirective = z
  .object({
    directiveId: Id,
    number: z.string(),
    title: z.string(),
    relation: z.enum(['repeats', 'carries-on']),
    because: z.enum(['same-words', 'nearly-same-words', 'names-number', 'names-document', 'lower-unit']),
    likeness: z.number().min(0).max(1),
  })
  .meta({ id: 'KinDirective' });
export type KinDirective = z.infer<typeof KinDirective>;

/** A proposal with all that the reader says of it, and what became of it. */
export const ReadoutProposal = z
  .object({
    directiveId: Id,
    version: z.int().positive(),
    status: DirectiveStatus,
    number: z.string().nullable(),
    into: Id.nullable().meta({ description: 'What it was merged into.' }),
    title: z.string(),
    quote: Quote,
    isQuoted: z.boolean().meta({ description: 'False: its words are not in the present text.' }),
    clock: ProposedClock.nullable(),
    leadUnit: MentionedUnit.nullable(),
    coUnits: z.array(MentionedUnit),
    recurrence: z
      .object({
        every: z.int(),
        unit: z.string(),
        month: z.int().nullable(),
        day: z.union([z.int(), z.enum(['last', 'first-working-day', 'last-working-day'])]).nullable(),
      })
      .nullable(),
    target: z.object({ words: z.string(), number: z.number(), unit: z.string(), direction: z.string() }).nullable(),
    rule: z.string(),
    confidence: z.number().nullable().meta({ description: 'To sort by; null for what no rule of the reader found.' }),
    kin: z.array(KinDirective),
  })
  .meta({ id: 'ReadoutProposal' });
export type ReadoutProposal = z.infer<typeof ReadoutProposal>;

/** Everything a text says: what is proposed from it, and every other sentence with what it is instead. */
export const ReadoutProposals = z
  .object({
    readoutId: Id,
    version: z.int().positive(),
    textHash: z.string(),
    language: LanguageTag,
    meetingDate: CivilDate,
    proposals: z.array(ReadoutProposal),
    other: z.array(z.object({ quote: Quote, class: z.string() })),
    handled: z
      .object({
        characters: z.number().min(0).max(1),
        proposals: z.int(),
        decided: z.int(),
      })
      .meta({
        description: 'The share of the text that is proposed or classed, and how many of the proposals are decided on.',
      }),
  })
  .meta({ id: 'ReadoutProposals' });
export type ReadoutProposals = z.infer<typeof ReadoutProposals>;
