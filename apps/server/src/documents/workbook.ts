import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { CellValue } from '#libs/documents';
import { type Language, translator } from '#libs/messages';

const WIDEST = 60;

/** An Excel file with the table, its headings standing, and a sheet about it. Words are cells of text: nothing is calculated. */
export async function workbook(
  table: readonly (readonly CellValue[])[],
  about: readonly (readonly CellValue[])[],
  language: Language,
): Promise<Buffer> {
  const t = translator(language);
  return writeExcelFile([
    {
      sheet: t('report.about.tasks'),
      data: cellsOf(table, true),
      columns: widthsOf(table),
      stickyRowsCount: 1,
    },
    { sheet: t('report.about.sheet'), data: cellsOf(about, false), columns: widthsOf(about) },
  ]).toBuffer();
}

function cellsOf(rows: readonly (readonly CellValue[])[], hasHeadings: boolean): SheetData {
  return rows.map((row, place) =>
    row.map((value) => {
      if (value === null) return null;
      if (typeof value === 'number') return { type: Number, value };
      return { type: String, value, ...(hasHeadings && place === 0 && { fontWeight: 'bold' as const }) };
    }),
  );
}

/** In characters of Latin letters; Chinese ones take two. */
function widthsOf(rows: readonly (readonly CellValue[])[]): { width: number }[] {
  const [headings = []] = rows;
  return headings.map((_, place) => {
    const widths = rows.slice(0, 200).map((row) => widthOf(String(row[place] ?? '')));
    return { width: Math.min(Math.max(...widths) + 2, WIDEST) };
  });
}

function widthOf(text: string): number {
  const [line = ''] = text.split('\n');
  return [...line].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
}
