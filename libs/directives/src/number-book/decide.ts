import type { Decider } from '#libs/event-sourcing';
import { requireText } from '../text.ts';
import type { NumberBookCommand } from './commands.ts';
import type { NumberBookEvent } from './events.ts';
import { emptyNumberBook, type NumberBookState } from './state.ts';

/** The numbers of one prefix and year (编号簿): given once, in order, without a gap. */
export const numberBookDecider: Decider<NumberBookCommand, NumberBookState, NumberBookEvent> = {
  name: 'number-book',
  shape: 1,
  initialState: emptyNumberBook,
  evolve: (book, { sequence, directiveId }) => ({
    version: book.version + 1,
    last: sequence,
    taken: { ...book.taken, [directiveId]: sequence },
  }),
  decide({ at, by, prefix, year, directiveId }, book) {
    requireText('prefix', prefix);
    if (directiveId in book.taken) return [];
    return [{ type: 'NumberTaken', at, by, prefix, year, sequence: book.last + 1, directiveId }];
  },
};
