/**
 * The fields in which events of any type hold what somebody wrote freely, a text or a list of texts. It may be about
 * persons, and can be erased. A field of another name, such as a title or a quote, is part of the record and stays.
 */
export const FREE_TEXT_FIELDS = ['text', 'reason', 'summary', 'evidence'] as const;
