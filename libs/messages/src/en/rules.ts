import type { rules as zh } from '../zh/rules.ts';

export const rules: typeof zh = {
  'due-7d': 'Seven days before',
  'due-3wd': 'Three working days before',
  'due-1wd': 'One working day before',
  'due-day': 'On the day itself',
  late: 'Late: every working day',
  'late-office': 'Late: every working day, to the office',
  'sign-for': 'Not signed for: every working day',
  'late-head': 'Late: second working day, to the head',
  'late-leader': 'Late: fourth working day, to the leader in charge',
  'report-due': 'One working day before a report is due',
  'report-due-5wd': 'Five working days before a report is due',
  'report-missed': 'Report missed',
  'report-missed-head': 'Report missed: to the head',
  'report-missed-office': 'Report missed: to the office',
  '13710-deploy': '13710: deploy within one day',
  '13710-report': '13710: report back within three days',
  '13710-report-head': '13710: not reported in three days, to the head',
  '13710-week': '13710: ordinary matters within seven days',
  '13710-month': '13710: major matters within one month',
  'message-dead': 'A message could not be delivered',
};
