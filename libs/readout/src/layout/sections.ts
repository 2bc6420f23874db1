import type { FoundPeriod } from '#libs/calendar';
import type { Span } from '../span.ts';
import { type Passage, UNMARKED } from './passages.ts';

/** What the headings above say of what stands below them. */
interface Section {
  readonly depth: number;
  readonly clock: FoundPeriod | null;
  readonly lead: Span | null;
}

/** The headings, and the sentences that lead in a list, under which a place of the text lies. */
export class Sections {
  private open: Section[] = [];

  /** Enters what a heading or a leading sentence governs, and leaves what it ends. */
  enter(
    { depth }: Pick<Passage, 'depth'>,
    said: { readonly clock: FoundPeriod | null; readonly lead: Span | null },
  ): void {
    this.leave(depth);
    this.open.push({ depth, ...said });
  }

  /** Leaves the sections that an unindented or equally deep passage ends. */
  leave(depth: number): void {
    this.open = this.open.filter((section) => section.depth < depth);
  }

  /** The clock of the nearest section that has one; the title of a text sets none. */
  get clock(): FoundPeriod | null {
    return this.open.findLast(({ clock, depth }) => clock !== null && depth < UNMARKED)?.clock ?? null;
  }

  get lead(): Span | null {
    return this.open.findLast(({ lead }) => lead !== null)?.lead ?? null;
  }
}
