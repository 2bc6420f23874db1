import { z } from 'zod';

const Found = z.object({
  quote: z.string().min(1),
  deadline_expression: z.string().nullable().default(null),
  resolved_due_date: z.string().nullable().default(null),
  lead_unit: z.string().nullable().default(null),
  /** Other dates that can be defended; where the default is null, any of them will do. */
  alternatives: z.array(z.string()).default([]),
  /** Neither a miss nor a false one. */
  optional: z.boolean().default(false),
});

/** What one careful clerk would register from a text; further fields are for people. */
export const Gold = z.object({
  meeting_date: z.string().nullable(),
  assumed_reference_date: z.string().optional(),
  directives: z.array(Found),
  not_directives: z.array(z.object({ quote: z.string().min(1) })).default([]),
});
export type Gold = z.infer<typeof Gold>;
export type GoldDirective = Gold['directives'][number];
