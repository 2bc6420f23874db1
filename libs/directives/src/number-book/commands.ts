import type { Command } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';

/** A directive that already has a number of this book keeps it: asking again takes none. */
export type TakeNumber = Command<'TakeNumber', { prefix: string; year: number; directiveId: Id }>;

export type NumberBookCommand = TakeNumber;
