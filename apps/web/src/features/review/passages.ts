import type { ReadoutProposals } from '#libs/contracts';

type Proposal = ReadoutProposals['proposals'][number];

/** What is marked in a text: what is proposed from it, and what the other sentences are. */
export type Marked = Pick<ReadoutProposals, 'other'> & {
  readonly proposals: readonly Pick<Proposal, 'directiveId' | 'title' | 'status' | 'quote' | 'isQuoted'>[];
};

/** A stretch of the text over which the same things are said. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  /** The proposals that quote it, by their place in the list. */
  readonly proposals: readonly number[];
  /** What the sentence is instead of a proposal. */
  readonly class: string | null;
}

/** Cuts the text where a quote begins or ends, so that quotes may overlap; the passages together are the whole text. */
export function passagesOf(length: number, { proposals, other }: Marked): Passage[] {
  const quoted = proposals.map(({ quote, isQuoted }) => (isQuoted ? quote : null));
  const cuts = new Set([0, length]);
  for (const quote of [...quoted, ...other.map(({ quote }) => quote)]) {
    if (!quote) continue;
    cuts.add(Math.min(quote.start, length));
    cuts.add(Math.min(quote.end, length));
  }
  const points = [...cuts].sort((a, b) => a - b);
  return points.slice(1).map((end, index) => {
    const start = points[index] ?? 0;
    const covers = (quote: { start: number; end: number } | null) =>
      !!quote && quote.start <= start && quote.end >= end;
    return {
      start,
      end,
      proposals: quoted.flatMap((quote, place) => (covers(quote) ? place : [])),
      class: other.find(({ quote }) => covers(quote))?.class ?? null,
    };
  });
}
