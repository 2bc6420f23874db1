import { Parser } from 'htmlparser2';
import { TableRows } from './table-rows.ts';

/** What is not the page's text. */
const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'select',
  'button',
  'textarea',
  'head',
  'nav',
]);
const BLOCKS = new Set([
  ...[
    'p',
    'div',
    'section',
    'article',
    'header',
    'footer',
    'main',
    'aside',
    'form',
    'fieldset',
    'figure',
    'figcaption',
  ],
  ...[
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'blockquote',
    'pre',
    'hr',
    'address',
    'center',
  ],
  ...['table', 'thead', 'tbody', 'tfoot', 'caption', 'tr', 'title', 'body', 'details', 'summary'],
]);

/** The encoding that a page names in its first lines; null when it names none. */
export function namedEncoding(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 4096).toString('latin1');
  const name = /<meta[^>]{0,200}charset\s{0,4}=\s{0,4}["']?([\w-]{1,20})/i.exec(head)?.[1];
  return name?.toLowerCase() ?? null;
}

/**
 * What somebody reads on a page: a line for each paragraph, heading and list item (numbered where the list is), and for
 * each row of a table, its cells behind tabs. Never throws; takes time in proportion to the page.
 */
export function htmlText(html: string): string {
  const lines: string[] = [];
  const tables = new TableRows();
  const lists: { next: number | null }[] = [];
  let line = '';
  let skipping = 0;

  const endLine = () => {
    const words = line.trim();
    line = '';
    if (words === '') return;
    if (tables.inCell) tables.add(words);
    else lines.push(words);
  };
  const open = (name: string, attributes: Record<string, string>) => {
    if (SKIPPED.has(name) || isNoteMark(name, attributes)) skipping += 1;
    if (skipping > 0) return;
    if (name === 'br') return endLine();
    if (BLOCKS.has(name)) endLine();
    if (name === 'table') tables.openTable();
    if (name === 'tr') tables.openRow();
    if (name === 'td' || name === 'th') {
      endLine();
      tables.openCell(attributes);
    }
    if (name === 'ol' || name === 'ul') lists.push({ next: name === 'ol' ? Number(attributes.start ?? 1) || 1 : null });
    if (name === 'li') {
      const list = lists.at(-1);
      if (typeof list?.next !== 'number') return;
      line = `${list.next}. `;
      list.next += 1;
    }
  };
  const noteMarks: boolean[] = [];
  const close = (name: string) => {
    const isNote = name === 'a' && noteMarks.pop() === true;
    if (SKIPPED.has(name) || isNote) {
      skipping = Math.max(0, skipping - 1);
      return;
    }
    if (skipping > 0) return;
    if (BLOCKS.has(name) || name === 'td' || name === 'th') endLine();
    if (name === 'ol' || name === 'ul') lists.pop();
    if (name === 'td' || name === 'th') tables.closeCell();
    if (name === 'tr') lines.push(...tables.closeRow());
    if (name === 'table') lines.push(...tables.closeTable());
  };

  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'a') noteMarks.push(isNoteMark(name, attributes));
      open(name, attributes);
    },
    ontext(text) {
      if (skipping === 0) line += text.replace(/\s+/g, ' ');
    },
    onclosetag: close,
  });
  parser.end(html);
  endLine();
  return [...lines, ...tables.closeAll()].join('\n').replace(/ {2,}/g, ' ');
}

/** The little number of a footnote, as Word documents bring it: it would stand in the middle of a quote. */
function isNoteMark(name: string, { id = '' }: Record<string, string>): boolean {
  return name === 'a' && /(?:foot|end)note-ref/.test(id);
}
