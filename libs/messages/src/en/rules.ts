import type { rules as zh } from '../zh/rules.ts';

export const rules: typeof zh = {
  'due-7d': 'Seven days before',
  'due-3wd': 'Three working days before',
  'due-1wd': 'One working day before',
  'due-day': 'On the day itself',
  late: 'Late: every working day',
  'late-office': 'Late: every working day, to the office',
  'sign-for': 'Not signed for: every working day',
  'message-dead': 'A message could not be delivered',
};
