import { formatNumber, type Id, numberBookDecider } from '#libs/directives';
import type { Draft } from './draft.ts';
import { numberBookStream } from './stream-ids.ts';

/** The next number of the year, taken by the same append as what bears it: no two get the same one, and none is lost. */
export async function takeNumber(draft: Draft, prefix: string, year: number, bearer: Id): Promise<string> {
  const book = await draft.open(numberBookDecider, numberBookStream(prefix, year));
  book.decide({ ...draft.stamp, type: 'TakeNumber', prefix, year, directiveId: bearer });
  return formatNumber(prefix, year, book.state.taken[bearer] ?? book.state.last);
}
