import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { type ExistingTask, ladderNamed, noSettings, noTask, type TaskState, taskDecider } from '#libs/directives';
import { alertText } from '../../apps/server/src/reminders/alert-text.ts';
import { reminderAbout } from '../../apps/server/src/reminders/reminder-about.ts';
import { assigned } from './support/world.ts';

const plan = { zone: 'Asia/Shanghai', calendar: chinaCalendar, digestTime: '09:00' };
const ladder = ladderNamed(noSettings, '13710');

function said(rule: string, language: 'zh' | 'en'): string | undefined {
  const step = ladder?.steps.find((one) => one.rule === rule);
  const task = taskDecider.evolve(noTask as TaskState, assigned('2022-10-26T02:00:00.000Z', '2023-02-03'));
  if (!step || task.status === 'none') throw new Error(`13710 has no step ${rule}`);
  const about = reminderAbout(task as ExistingTask, step, { today: '2022-10-27', plan });
  return alertText(rule, about, language).body.split(' · ')[0];
}

describe('what 13710 says soon after the assignment of a task that is due in 100 days', () => {
  it('is what its step waits for, and not the days left', () => {
    expect(said('13710-deploy', 'zh')).toMatch(/^应于 2022年.+前签收，尚未签收$/);
    expect(said('13710-deploy', 'en')).toMatch(/^should have been signed for by /);
    expect([said('13710-report', 'zh'), said('13710-report-head', 'en')]).toEqual([
      '交办以来尚未反馈',
      'not reported on since it was assigned',
    ]);
  });
  it('is the days left where it waits for nothing but the date', () => {
    expect(said('13710-week', 'en')).toBe('99 d left, due Fri 3 Feb 2023');
  });
});
