import type { Writable } from 'node:stream';
import { styleText } from 'node:util';
import stringWidth from 'string-width';

type Style = Parameters<typeof styleText>[0];

/** Where text goes: plain, or with colours when it is a terminal that has them and NO_COLOR is not set. */
export class Terminal {
  constructor(private readonly out: Writable & { hasColors?: () => boolean; isTTY?: boolean }) {}

  line(text = ''): void {
    this.out.write(`${text}\n`);
  }

  get canOverwrite(): boolean {
    return this.out.isTTY ?? false;
  }

  /** On a terminal, text that takes the place of what was written so before; else nothing. "" removes it. */
  overwrite(text: string): void {
    if (this.canOverwrite) this.out.write(`\r${text}\u001b[K`);
  }

  paint(style: Style, text: string): string {
    return this.out.hasColors?.() ? styleText(style, text, { validateStream: false }) : text;
  }

  /** Columns as wide as their widest cell, a Chinese character being two wide. The first row is the head. */
  table(rows: readonly (readonly string[])[], indent = ''): void {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
    for (const [i, row] of rows.entries()) {
      const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)));
      const text = cells.join('  ').trimEnd();
      this.line(indent + (i === 0 ? this.paint('bold', text) : text));
    }
  }
}
