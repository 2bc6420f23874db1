import { likenessOf, piecesOf } from '../kin/likeness.ts';
import type { Quote } from '../terms.ts';

/** Where words stand in a text, and whether they are still the same to the letter. */
export interface FoundQuote {
  readonly start: number;
  readonly end: number;
  readonly exact: boolean;
}

/** More places than that are nobody's quote any more. */
const MOST_PLACES = 200;
/** Characters before and behind that have to be there when the words themselves have changed; tried in this order. */
const CONTEXT_NEEDED = [
  [24, 24],
  [12, 12],
  [12, 2],
  [2, 12],
  [6, 6],
] as const;
const STILL_ALIKE = 0.6;

/**
 * Finds a quote again in a corrected text: by its words, of several places the one with the most of its context and then
 * the nearest; else by what stood before and behind it, when what stands between is still alike. Null when neither does.
 */
export function findQuote(text: string, quote: Quote): FoundQuote | null {
  const places = placesOf(text, quote.exact);
  if (places.length > 0) {
    const best = places
      .map((start) => ({ start, context: contextAt(text, start, quote), distance: Math.abs(start - quote.start) }))
      .reduce((a, b) => (b.context > a.context || (b.context === a.context && b.distance < a.distance) ? b : a));
    return { start: best.start, end: best.start + quote.exact.length, exact: true };
  }
  return byContext(text, quote);
}

function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(words, at + 1))
    places.push(at);
  return places;
}

/** How many characters of the context stand around a place as they stood around the quote. */
function contextAt(text: string, start: number, { prefix, exact, suffix }: Quote): number {
  let before = 0;
  while (before < prefix.length && text[start - 1 - before] === prefix[prefix.length - 1 - before]) before += 1;
  let behind = 0;
  while (behind < suffix.length && text[start + exact.length + behind] === suffix[behind]) behind += 1;
  return before + behind;
}

function byContext(text: string, { prefix, exact, suffix }: Quote): FoundQuote | null {
  const said = piecesOf(exact);
  for (const [back, ahead] of CONTEXT_NEEDED) {
    const [before, behind] = [prefix.slice(-back), suffix.slice(0, ahead)];
    for (const place of before === '' ? [0] : placesOf(text, before)) {
      const start = place + before.length;
      const end = behind === '' ? text.length : text.indexOf(behind, start + 1);
      if (end < 0 || end - start > 2 * exact.length + 20 || text.slice(start, end).trim() === '') continue;
      if (likenessOf(said, piecesOf(text.slice(start, end))).alike >= STILL_ALIKE) return { start, end, exact: false };
    }
  }
  return null;
}
