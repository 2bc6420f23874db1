import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { propose } from './index.ts';

const at = { meetingDate: '2025-02-03', calendar: chinaCalendar };

/** What the text's first proposal is due by default, and what that takes for granted. */
function due(text: string) {
  const [clock] = propose(text, at).proposals.flatMap((proposal) => proposal.clock ?? []);
  return [clock?.date, clock?.readings[0]?.assumes];
}

describe('what hangs on an event is dated where the text gives its day', () => {
  it.each([
    ['请民政局于下次会议前提供清单。\n下次会议定于2025年7月18日举行。', '2025-07-17'],
    ['各校要在放假前上好安全课。\n中秋放假时间为10月1日至7日。', '2025-09-30'],
    ['请教育局在期中考试结束后一周内报送清单。\n期中考试时间：4月16日。', '2025-04-23'],
    ['我县早稻5月28日开镰。县农机站在开镰前检修收割机。', '2025-05-27'],
    ['我市11月15日正式供暖。后勤科在供暖前完成试压。', '2025-11-14'],
    ['The Clerk shall report before the next meeting.\nNext meeting: February 12, 2025', '2025-02-11'],
    ['The Clerk shall report to the March meeting.\nDate of next meeting: Thursday 6 March 2025.', '2025-03-06'],
    [
      'The Clerk shall publish the budget ten days before the adoption hearing, which is set for May 20, 2025.',
      '2025-05-10',
    ],
    [
      'The first day of instruction is May 6, 2025.\nPrincipals must check maps before the first day of instruction.',
      '2025-05-05',
    ],
  ])('%s', (text, expected) => expect(due(text)).toEqual([expected, 'event-in-text']));

  it('and asked for where it does not, or gives that of another', () => {
    expect(due('The Clerk shall report before the next meeting.')).toEqual([null, undefined]);
    expect(due('The Clerk shall report before the next meeting.\nPublic hearing: May 6, 2025')[0]).toBeNull();
    expect(due('The Clerk shall report to the May meeting.\nNext meeting: March 6, 2025')[0]).toBeNull();
  });
});

it('What comes again begins with the start that its sentence gives', () => {
  expect(due('自4月起，市政府督查室每月20日通报进展。')[0]).toBe('2025-04-20');
  expect(due('各单位每月20日前报送进展。')[0]).toBe('2025-02-20');
});

it('What is due thereafter is counted from the clock before', () => {
  const text =
    'The Clerk shall list all forms within 60 days. The Clerk shall withdraw them within 30 days thereafter.';
  const [, withdrawn] = propose(text, at).proposals;
  expect(withdrawn?.clock?.date).toBe('2025-05-04');
});
