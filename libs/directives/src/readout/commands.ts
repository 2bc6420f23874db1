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

export type ReadoutCommand = ImportReadout;
