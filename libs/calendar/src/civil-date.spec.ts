import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type CivilDate,
  civilDateAt,
  daysBetween,
  endOfDayAt,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  instantAt,
  isCivilDate,
  isZone,
  weekday,
} from './index.ts';

const someDay: fc.Arbitrary<CivilDate> = fc
  .integer({ min: -8000, max: 40_000 })
  .map((days) => addDays('2000-01-01', days));
const someZone = fc.constantFrom(
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Europe/London',
);

describe('a civil date', () => {
  it.each(['2022-10-26', '2024-02-29', '0001-01-01'])('is %s', (text) => expect(isCivilDate(text)).toBe(true));

  it.each(['2022-02-30', '2023-02-29', '2022-13-01', '2022-1-1', '20221026', '2022-10-26T00:00', '', null, 20221026])(
    'is not %s',
    (text) => expect(isCivilDate(text)).toBe(false),
  );

  it('crosses month and year ends, both ways', () => {
    expect(addDays('2022-10-26', 60)).toBe('2022-12-25');
    expect(addDays('2023-01-01', -1)).toBe('2022-12-31');
    expect(daysBetween('2022-10-26', '2022-12-31')).toBe(66);
  });

  it('knows its weekday and the ends of months, quarters and years', () => {
    expect(weekday('2022-12-25')).toBe(7);
    expect(endOfMonth(2024, 2)).toBe('2024-02-29');
    expect([1, 2, 3, 4].map((quarter) => endOfQuarter(2022, quarter))).toEqual([
      '2022-03-31',
      '2022-06-30',
      '2022-09-30',
      '2022-12-31',
    ]);
    expect(endOfYear(2022)).toBe('2022-12-31');
  });

  it('counts days back and forth to the same day, and in order', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -3000, max: 3000 }), (day, n) => {
        const other = addDays(day, n);
        expect(daysBetween(day, other)).toBe(n);
        expect(addDays(other, -n)).toBe(day);
        expect(Math.sign(n)).toBe(other > day ? 1 : other < day ? -1 : 0);
      }),
    );
  });
});

describe('an instant', () => {
  it('is what clocks in the zone show', () => {
    expect(instantAt('2022-10-26', '09:00', 'Asia/Shanghai')).toBe('2022-10-26T01:00:00.000Z');
    expect(civilDateAt('2022-12-25T15:59:59.999Z', 'Asia/Shanghai')).toBe('2022-12-25');
    expect(civilDateAt('2022-12-25T16:00:00.000Z', 'Asia/Shanghai')).toBe('2022-12-26');
  });

  it('of a time the zone skips is as far after the gap; of one that comes twice, the earlier', () => {
    expect(instantAt('2022-03-13', '02:30', 'America/New_York')).toBe('2022-03-13T07:30:00.000Z');
    expect(instantAt('2022-11-06', '01:30', 'America/New_York')).toBe('2022-11-06T05:30:00.000Z');
  });

  it('at the end of a day is the last of that day in the zone, whatever the zone does', () => {
    fc.assert(
      fc.property(someDay, someZone, (day, zone) => {
        const end = endOfDayAt(day, zone);
        expect(civilDateAt(justBefore(end), zone) <= day).toBe(true);
        expect(civilDateAt(end, zone) > day).toBe(true);
      }),
    );
    expect(endOfDayAt('2022-12-25', 'Asia/Shanghai')).toBe('2022-12-25T16:00:00.000Z');
    expect(endOfDayAt('2022-03-13', 'America/New_York')).toBe('2022-03-14T04:00:00.000Z');
  });

  it('lies on the same day however it is written', () => {
    const instants = fc.date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'),
        (moment, zone) => {
          const instant = moment.toISOString();
          expect(civilDateAt(instant, zone)).toBe(civilDateAt(instant.replace('Z', '+00:00'), zone));
        },
      ),
    );
    expect(
      ['2011-12-30T09:59:59.999Z', '2011-12-30T10:00:00.000Z'].map((at) => civilDateAt(at, 'Pacific/Apia')),
    ).toEqual(['2011-12-29', '2011-12-31']);
  });

  it('knows which names are zones', () => {
    expect(isZone('Asia/Shanghai')).toBe(true);
    expect(isZone('Asia/Nowhere')).toBe(false);
    expect(isZone('')).toBe(false);
  });
});

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}
