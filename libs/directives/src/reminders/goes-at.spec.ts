import { describe, expect, it } from 'vitest';
import { chinaCalendar, civilDateAt, instantAt } from '#libs/calendar';
import { goesAt, NO_WISHES, type Wishes } from './goes-at.ts';

const zone = 'Asia/Shanghai';
const context = { zone, digestTime: '09:00', calendar: chinaCalendar };
const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11), zone);

/** Claimed at `now`, ready since then, of a date far away, unless it is said otherwise. */
function went(now: string, wishes: Partial<Wishes> = {}, { ready = now, due = '2022-12-25', inDigest = true } = {}) {
  const outgoing = { readyAt: at(ready), due, inDigest };
  const instant = goesAt(at(now), outgoing, { ...NO_WISHES, ...wishes }, context);
  const time = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${civilDateAt(instant, zone)} ${time}`;
}
const night = { quietHours: { from: '22:00', until: '09:30' } };

describe('a reminder goes outside', () => {
  it('at the digest hour at which its step was due, also when the server was away then', () => {
    expect(went('2022-11-04 09:00')).toBe('2022-11-04 09:00');
    expect(went('2022-11-04 14:00', {}, { ready: '2022-11-04 09:00' })).toBe('2022-11-04 14:00');
  });
  it('at the next digest hour, when its task came in the course of the day', () => {
    expect(went('2022-11-04 14:00')).toBe('2022-11-05 09:00');
  });
  it('at the later digest hour that a person chose; an earlier one counts as that of the deployment', () => {
    expect(went('2022-11-04 09:00', { digestTime: '16:30' })).toBe('2022-11-04 16:30');
    expect(went('2022-11-04 09:00', { digestTime: '08:00' })).toBe('2022-11-04 09:00');
  });
  it('at once, when its ladder gives the step a time of its own', () => {
    expect(went('2022-11-04 17:00', {}, { inDigest: false })).toBe('2022-11-04 17:00');
  });
  it('at once, when what it warns of is due today or past', () => {
    expect(went('2022-11-04 14:00', {}, { due: '2022-11-04' })).toBe('2022-11-04 14:00');
    expect(went('2022-11-04 03:00', night, { due: '2022-11-03' })).toBe('2022-11-04 03:00');
  });
  it('when the quiet hours end, also those that span midnight', () => {
    expect(went('2022-11-04 09:00', night)).toBe('2022-11-04 09:30');
    expect(went('2022-11-04 23:00', night, { inDigest: false })).toBe('2022-11-05 09:30');
    expect(went('2022-11-04 12:10', { quietHours: { from: '12:00', until: '14:00' } }, { inDigest: false })).toBe(
      '2022-11-04 14:00',
    );
    expect(went('2022-11-04 09:00', { quietHours: { from: '09:00', until: '09:00' } })).toBe('2022-11-04 09:00');
  });
  it('at the digest hour of a working day, where a person wants that: the holidays of October are waited for', () => {
    expect(went('2022-10-01 09:00', { workingDaysOnly: true })).toBe('2022-10-08 09:00');
    expect(went('2022-10-01 09:00', { workingDaysOnly: true, ...night })).toBe('2022-10-08 09:30');
    expect(went('2022-10-08 09:00', { workingDaysOnly: true })).toBe('2022-10-08 09:00');
  });
  it('before the due day is over, whatever a person wants', () => {
    expect(went('2022-11-05 09:00', { workingDaysOnly: true }, { due: '2022-11-06' })).toBe('2022-11-05 09:00');
    expect(went('2022-11-04 09:00', night, { due: '2022-11-04' })).toBe('2022-11-04 09:30');
    expect(went('2022-11-04 23:00', night, { due: '2022-11-04' })).toBe('2022-11-04 23:00');
  });
});
