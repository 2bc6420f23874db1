/**
 * Where words stand in a normalised text: W3C TextQuoteSelector and TextPositionSelector in one.
 * `exact === text.slice(start, end)`; offsets count UTF-16 code units.
 */
export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  readonly end: number;
}

const CONTEXT = 32;

/** Quotes `text.slice(start, end)` with up to 32 characters of context. Throws RangeError unless 0 ≤ start < end ≤ length. */
export function selectQuote(text: string, start: number, end: number): Quote {
  if (!(0 <= start && start < end && end <= text.length)) {
    throw new RangeError(`A quote of ${start} to ${end} is not within a text of ${text.length} characters`);
  }
  return {
    exact: text.slice(start, end),
    // Half a surrogate pair at the outer edge could not be stored as UTF-8.
    prefix: text.slice(Math.max(0, start - CONTEXT), start).replace(/^[\uDC00-\uDFFF]/, ''),
    suffix: text.slice(end, end + CONTEXT).replace(/[\uD800-\uDBFF]$/, ''),
    start,
    end,
  };
}
