import { Rejection } from '#libs/event-sourcing';

export const TEXT_REJECTIONS = ['text.missing', 'text.too-long'] as const;
export type TextRejection = (typeof TEXT_REJECTIONS)[number];

/** What can be missing or too long; each has a name in `libs/messages`. */
export const TEXT_FIELDS = [
  'title',
  'reason',
  'text',
  'summary',
  'number',
  'prefix',
  'name-zh',
  'name-en',
  'title-zh',
  'title-en',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The text without the blanks around it. An empty one is rejected, and one of more than `limit` UTF-16 code units. */
export function requireText(field: TextField, text: string, limit = 10_000): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new Rejection<TextRejection>('text.missing', { field });
  if (trimmed.length > limit) throw new Rejection<TextRejection>('text.too-long', { field, limit });
  return trimmed;
}

/** A title: a text of at most 500 code units. */
export function requireTitle(title: string): string {
  return requireText('title', title, 500);
}
