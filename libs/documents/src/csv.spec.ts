import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

const line = (...row: (string | number | null)[]) => csvText([row]).slice(1, -2);

describe('a table as CSV', () => {
  it('begins with a byte order mark, and ends each row as Windows does', () => {
    expect(
      csvText([
        ['编号', '进度'],
        ['督1', 45],
      ]),
    ).toBe('\uFEFF编号,进度\r\n督1,45\r\n');
  });

  it('quotes what would end a cell or a row', () => {
    expect(line('甲,乙', '"丙"', '丁\n戊', null)).toBe('"甲,乙","""丙""","丁\n戊",');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠A'])(
    'gives words such as %j no chance to be calculated',
    (words) => {
      expect(
        line(words)
          .replaceAll('"', '')
          .startsWith(`'${words.slice(0, 1)}`),
      ).toBe(true);
    },
  );

  it('leaves numbers numbers', () => {
    expect(line(-3, 0.5)).toBe('-3,0.5');
  });

  it('is read again as it was written, but for the apostrophes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '=', '"', ',', '\n', '\r') }), { minLength: 1 }),
        (row) => {
          const read = cellsOf(csvText([row]).slice(1)).map((cell) => cell.replace(/^'(?=[=\r\n])/, ''));
          expect(read).toEqual(row);
        },
      ),
    );
  });
});

/** One row, as RFC 4180 has it read. */
function cellsOf(text: string): string[] {
  const cells: string[] = [];
  for (let rest = text; ; ) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const plain = /^[^",\r\n]*/.exec(rest)?.[0] ?? '';
    cells.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : plain);
    rest = rest.slice(quoted ? quoted[0].length : plain.length);
    if (!rest.startsWith(',')) return cells;
    rest = rest.slice(1);
  }
}
