import { DocumentRefused } from './refused.ts';

/** Of characters that are not ASCII, the share that has to be everyday ones before bytes are taken for GB 18030 or Big 5. */
const EVERYDAY = 0.95;

/**
 * The text of bytes: by their byte order mark, as UTF-8, or as UTF-16, GB 18030 or Big 5 where nothing else is likely; `told`
 * is an encoding that the file itself names. Throws `document.encoding-unknown` rather than guess.
 */
export function decode(bytes: Buffer, told: string | null = null): string {
  const marked = byMark(bytes);
  const text = marked
    ? as(marked, bytes)
    : (as('utf-8', bytes) ?? as(utf16(bytes), bytes) ?? as(told, bytes) ?? as(chinese(bytes), bytes));
  if (text === null || text.includes('\0')) throw new DocumentRefused('document.encoding-unknown');
  return text;
}

function as(encoding: string | null, bytes: Buffer): string | null {
  if (encoding === null) return null;
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function byMark([first, second, third]: Buffer): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** Without a mark: where line ends and spaces stand as two bytes, one of them zero, and never the other way round. */
function utf16(bytes: Buffer): string | null {
  if (bytes.length % 2 !== 0) return null;
  let little = 0;
  let big = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at + 1] === 0 && isPlain(bytes[at])) little += 1;
    if (bytes[at] === 0 && isPlain(bytes[at + 1])) big += 1;
  }
  if (little > 0 && big === 0) return 'utf-16le';
  return big > 0 && little === 0 ? 'utf-16be' : null;
}

/** Other characters are two bytes the other way round: 一 is U+4E00, and N is U+004E. */
function isPlain(byte = 0): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0x20;
}

/** The encoding whose everyday characters nearly all two-byte characters are, where that is true of one alone; else null. */
function chinese(bytes: Buffer): 'gb18030' | 'big5' | null {
  const isGb = isEveryday(bytes, isEverydayGb);
  const isBig5 = isEveryday(bytes, isEverydayBig5);
  return isGb === isBig5 ? null : isGb ? 'gb18030' : 'big5';
}

type Everyday = (lead: number, trail: number) => boolean;

/** Of the first level of GB 2312, by how often its characters are used, and its signs. */
const isEverydayGb: Everyday = (lead, trail) =>
  trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));

/** Of the first level of Big 5, and its signs. */
const isEverydayBig5: Everyday = (lead, trail) =>
  ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe)) && lead >= 0xa1 && lead <= 0xc6;

function isEveryday(bytes: Buffer, isOne: Everyday): boolean {
  let pairs = 0;
  let everyday = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    pairs += 1;
    if (isOne(lead, bytes[at + 1] ?? 0)) everyday += 1;
    at += 1;
  }
  return pairs >= 10 && everyday / pairs >= EVERYDAY;
}
