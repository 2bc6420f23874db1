/** A page cannot have more columns than this, whatever its cells claim to span. */
const MOST_COLUMNS = 100;

/**
 * Puts the cells of tables into lines. A cell that spans rows is empty in those below, one that spans columns is followed
 * by empty ones, so that columns stay in their places. A table in a cell is part of that cell's words.
 */
export class TableRows {
  private readonly open: { row: string[] | null; cell: string[] | null; spans: number[]; colspan: number }[] = [];

  get inCell(): boolean {
    return this.open.some(({ cell }) => cell !== null);
  }

  openTable(): void {
    this.open.push({ row: null, cell: null, spans: [], colspan: 1 });
  }

  openRow(): void {
    const table = this.open.at(-1);
    if (table) table.row = [];
  }

  openCell({ rowspan, colspan }: Record<string, string>): void {
    const table = this.open.at(-1);
    if (!table?.row) return;
    while ((table.spans[table.row.length] ?? 0) > 0 && table.row.length < MOST_COLUMNS) this.fill(table);
    const columns = Math.min(MOST_COLUMNS, Math.max(1, Number(colspan) || 1));
    const rows = Math.min(1000, Math.max(1, Number(rowspan) || 1));
    for (let i = 0; i < columns; i += 1) table.spans[table.row.length + i] = rows - 1;
    table.colspan = columns;
    table.cell = [];
  }

  add(words: string): void {
    this.open.findLast(({ cell }) => cell !== null)?.cell?.push(words);
  }

  closeCell(): void {
    const table = this.open.at(-1);
    if (!table?.row || !table.cell) return;
    table.row.push(table.cell.join(' '), ...Array<string>(table.colspan - 1).fill(''));
    table.cell = null;
  }

  /** The line of the row, unless it belongs to the words of a cell or says nothing. */
  closeRow(): string[] {
    const table = this.open.at(-1);
    if (!table?.row) return [];
    while ((table.spans[table.row.length] ?? 0) > 0 && table.row.length < MOST_COLUMNS) this.fill(table);
    const { row } = table;
    table.row = null;
    if (row.every((cell) => cell === '')) return [];
    const line = row.length === 1 ? (row[0] ?? '') : row.join('\t');
    if (!this.inCell) return [line];
    this.add(line.replaceAll('\t', ' '));
    return [];
  }

  closeTable(): string[] {
    this.closeCell();
    const lines = this.closeRow();
    this.open.pop();
    return lines;
  }

  /** For a page that ends within its tables. */
  closeAll(): string[] {
    return this.open.flatMap(() => this.closeTable());
  }

  private fill(table: { row: string[] | null; spans: number[] }): void {
    const column = table.row?.length ?? 0;
    table.spans[column] = (table.spans[column] ?? 1) - 1;
    table.row?.push('');
  }
}
