/** A stretch of a text, end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How many characters two spans have in common. */
export function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}
