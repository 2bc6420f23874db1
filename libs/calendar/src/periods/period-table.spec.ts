import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../index.ts';
import { chinaCalendar, findTimes, readPeriod, readRecurrence } from '../index.ts';

interface Row {
  readonly meetingDate: string;
  readonly expression: string;
  readonly readings: string;
  readonly recurrence: string | null;
}

function blocks(): readonly { kind: string; rows: readonly Row[] }[] {
  const table = readFileSync(new URL('period-table.txt', import.meta.url), 'utf8');
  return table
    .split('\n## ')
    .slice(1)
    .map((block) => {
      const lines = block.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      const meetingDate = lines[1]?.slice(2) ?? '';
      return { kind: `${lines[0]}, ${meetingDate}`, rows: lines.slice(2).flatMap((line) => rowsOf(line, meetingDate)) };
    });
}

function rowsOf(line: string, meetingDate: string): readonly Row[] {
  const [left = '', right = ''] = line.split(' = ');
  const [readings = '', recurrence = null] = (right.split('  # ')[0] ?? '').split(' || ');
  return left.split(' · ').map((expression) => ({ meetingDate, expression, readings, recurrence }));
}

function written({ date, asks, rule, assumes, workingDay, provisional }: Reading): string {
  const day = date === null ? `?${asks ?? ''}` : date + (workingDay ? '' : '*') + (provisional ? '~' : '');
  return `${day} ${rule}${assumes === null ? '' : ` <${assumes}>`}`;
}

describe.each(blocks())('$kind', ({ rows }) => {
  it.each(rows)('$expression', ({ expression, meetingDate, readings, recurrence }) => {
    expect(readPeriod(expression, meetingDate, chinaCalendar).map(written).join(' | ')).toBe(readings);
    const comes = readRecurrence(expression);
    expect(comes && `${comes.every} ${comes.unit} ${comes.month ?? '-'} ${comes.day ?? '-'}`).toBe(recurrence);
  });

  it.each(rows)('finds $expression whole in a text', ({ expression }) => {
    expect(findTimes(`，${expression}，`).map((found) => found.expression)).toContain(expression);
  });
});

it('holds at least 250 expressions', () => {
  expect(blocks().flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(250);
});
