import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { followed, lastDay, type PlannedTask, planTasks } from '../../apps/cli/src/demo/plan.ts';

const MEETING = '2022-10-26';
const plan = (...dueDates: string[]) => planTasks(dueDates, MEETING, chinaCalendar);
const daysOf = ({ acts }: PlannedTask) => acts.map(({ day }) => day);

describe('the plan of a story', () => {
  it('deals four parts to two directives, for three units', () => {
    const tasks = plan('2022-12-25', '2022-12-31');
    expect(tasks.map((of) => of.map(({ part }) => part))).toEqual([
      ['worker', 'silent'],
      ['extended', 'finisher'],
    ]);
    expect(new Set(tasks.flat().map(({ unit }) => unit))).toEqual(new Set([0, 1, 2]));
  });

  it.each([1, 2, 3, 4])('deals every part to somebody, whether one directive is dated or more (%i)', (count) => {
    const parts = plan(...Array<string>(count).fill('2022-12-25')).map((of) => of.map(({ part }) => part));
    expect(parts).toHaveLength(count);
    expect(new Set(parts.flat())).toEqual(new Set(['worker', 'silent', 'extended', 'finisher']));
  });

  it('asks for the extension before the date, and gets a later one within the directive', () => {
    const task = plan('2022-12-25', '2022-12-31').flat()[2];
    const asked = task?.acts.find(({ kind }) => kind === 'request-extension');
    expect(asked && 'to' in asked ? [asked.day, task?.ownDueDate, asked.to] : null).toEqual([
      '2022-11-24',
      '2022-12-08',
      '2022-12-23',
    ]);
  });

  it('lets nobody act on the day of the meeting or on a day off, however short the time', () => {
    for (const due of ['2022-10-27', '2022-10-28', '2022-11-04', '2022-11-11', '2022-12-25']) {
      for (const day of plan(due).flat().flatMap(daysOf)) {
        expect(day > MEETING && chinaCalendar.isWorkingDay(day), `${due}: ${day}`).toBe(true);
      }
    }
  });

  it('has everybody but the silent one finish by the date', () => {
    for (const due of ['2022-10-27', '2022-11-04', '2022-11-11', '2022-12-25']) {
      for (const task of plan(due).flat()) {
        const closed = task.acts.find(({ kind }) => kind === 'close');
        expect(closed ? closed.day <= due : task.part === 'silent', `${due}: ${task.part}`).toBe(true);
      }
    }
  });

  it('lasts until four working days after the last date, past the New Year holiday', () => {
    expect(lastDay(['2022-12-25', '2022-12-31'], MEETING, chinaCalendar)).toBe('2023-01-06');
  });
});

describe('which directives are followed', () => {
  it('are those with a date, four at most', () => {
    expect(followed([null, '2022-12-25', null, '2022-12-31'], MEETING)).toEqual([1, 3]);
    expect(followed(Array(6).fill('2022-12-25'), MEETING)).toEqual([0, 1, 2, 3]);
  });

  it('are those due while the story lasts, or else whichever there are', () => {
    expect(followed(['2024-12-31', '2022-12-25'], MEETING)).toEqual([1]);
    expect(followed(['2024-12-31'], MEETING)).toEqual([0]);
    expect(followed([null], MEETING)).toEqual([]);
  });
});
