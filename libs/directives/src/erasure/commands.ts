import type { Command } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';

/** What is erased already stays so: asking again does nothing. */
export type EraseText = Command<'EraseText', { keyId: Id; position: number; reason: string }>;

export type ErasureCommand = EraseText;
