import { z } from 'zod';
import { CommandAnswer } from './answer.ts';
import { CivilDate, Id, Instant, PersonRef, words } from './scalars.ts';
import { SlipColour } from './terms.ts';

const text = words(10_000);

/** `answerBy` is the third working day from today when it is left out. */
export const IssueSlip = z
  .strictObject({ colour: SlipColour, text, answerBy: CivilDate.optional() })
  .meta({ id: 'IssueSlip' });
export type IssueSlip = z.infer<typeof IssueSlip>;
export const AnswerSlip = z.strictObject({ slipId: Id, text }).meta({ id: 'AnswerSlip' });
export type AnswerSlip = z.infer<typeof AnswerSlip>;
export const SlipAnswer = CommandAnswer.extend({ slipId: Id, number: z.string() }).meta({ id: 'SlipAnswer' });
export type SlipAnswer = z.infer<typeof SlipAnswer>;

/** A slip as it is printed, with its answer. */
export const Slip = z
  .object({
    id: Id,
    number: z.string().meta({ example: '督单〔2022〕1号' }),
    colour: SlipColour,
    text: z.string(),
    answerBy: CivilDate,
    by: PersonRef,
    at: Instant,
    answer: z.object({ text: z.string(), by: PersonRef, at: Instant }).nullable(),
  })
  .meta({ id: 'Slip' });
export type Slip = z.infer<typeof Slip>;
