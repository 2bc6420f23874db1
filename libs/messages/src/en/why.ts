import type { why as zh } from '../zh/why.ts';

export const why: typeof zh = {
  step: 'Sent by “{{rule}}” of the ladder “{{ladder}}” (version {{version}}): {{date}}.',
  slip: 'Slip {{number}} was issued to the lead unit, to be answered by {{date}}.',
  unknown: 'Sent by the rule “{{rule}}”, planned for {{day}}; the version of the ladder was not kept then.',
  from: {
    deadline: 'the due date {{date}}',
    'sign-by': 'the day to sign for it by, {{date}}',
    assignment: 'the day of assignment, {{date}}',
    report: 'the day the report for {{period}} is due, {{date}}',
  },
  offset: {
    same: 'on {{from}}',
    days: { before: '{{count}} d before {{from}}', after: '{{count}} d after {{from}}' },
    workingDays: { before: '{{count}} working d before {{from}}', after: '{{count}} working d after {{from}}' },
    months: { before: '{{count}} months before {{from}}', after: '{{count}} months after {{from}}' },
  },
  day: '{{offset}}, which is {{day}}',
  rolled: '{{offset}}, moved from a day of rest to {{day}}',
  repeated: 'from {{offset}} on every {{every}} working d, this time on {{day}}',
};
