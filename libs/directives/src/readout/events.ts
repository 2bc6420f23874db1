import type { CivilDate } from '#libs/calendar';
import type { DomainEvent } from '#libs/event-sourcing';
import type { GivenFile, Id } from '../terms.ts';

// The names and fields below are the stored format: they are kept for years.

/**
 * The text itself lies in the table `readout_text` under its hash, what was given in `readout_file`: they are content, never
 * change, and may be megabytes.
 */
export type ReadoutImported = DomainEvent<
  'ReadoutImported',
  {
    given: GivenFile;
    /** `sha256:<hex>` of the normalised text. */
    textHash: string;
    characters: number;
    title: string;
    language: 'zh' | 'en';
    meetingDate: CivilDate;
    /** The body that met, as the clerk named it; null when not given. */
    body: string | null;
    /** The directives proposed from it, in order of their quotes. */
    directiveIds: readonly Id[];
  }
>;

/** A new version of the text; the one before stays where it is. */
export type ReadoutCorrected = DomainEvent<
  'ReadoutCorrected',
  {
    given: GivenFile;
    textHash: string;
    characters: number;
    language: 'zh' | 'en';
    /** The directives that were proposed from it besides those there were. */
    directiveIds: readonly Id[];
    /** The directives whose words were not found again. */
    unfound: readonly Id[];
    reason: string;
  }
>;

export type ReadoutEvent = ReadoutImported | ReadoutCorrected;
