import type { CivilDate } from '#libs/calendar';
import type { Command } from '#libs/event-sourcing';
import type { GivenFile, Id } from '../terms.ts';

export type ImportReadout = Command<
  'ImportReadout',
  {
    given: GivenFile;
    textHash: string;
    characters: number;
    title: string;
    language: 'zh' | 'en';
    meetingDate: CivilDate;
    body: string | null;
    directiveIds: readonly Id[];
  }
>;

/** The directives of the readout are quoted anew, and new ones proposed, in the same append. */
export type CorrectReadout = Command<
  'CorrectReadout',
  {
    given: GivenFile;
    textHash: string;
    characters: number;
    language: 'zh' | 'en';
    /** Those that the corrected text gives besides. */
    directiveIds: readonly Id[];
    /** Those whose words are not in it any more. */
    unfound: readonly Id[];
    reason: string;
  }
>;

export type ReadoutCommand = ImportReadout | CorrectReadout;
