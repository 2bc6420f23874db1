import type { CivilDate } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { GivenFile, Id } from '../terms.ts';

export interface NoReadout {
  readonly status: 'none';
  readonly version: 0;
}
export interface ImportedReadout {
  readonly status: 'imported';
  /** Events folded so far: the version of the stream. */
  readonly version: number;
  readonly given: GivenFile;
  readonly textHash: string;
  readonly characters: number;
  readonly title: string;
  readonly language: 'zh' | 'en';
  readonly meetingDate: CivilDate;
  readonly body: string | null;
  readonly directiveIds: readonly Id[];
  /** Those whose words the present text does not have. */
  readonly unfound: readonly Id[];
  readonly importedAt: Instant;
}
export type ReadoutState = NoReadout | ImportedReadout;

export const noReadout: NoReadout = { status: 'none', version: 0 };
