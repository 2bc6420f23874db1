import type { CivilDate } from '#libs/calendar';
import type { CloseTask, Deadline, LightReason, LocalName, Quote, SealView, TaskRow } from '#libs/contracts';
import type { CheckResult } from './checks.ts';
import type { Part } from './plan.ts';

/** A person as the story names them: by the post that they act from. */
export interface Who {
  readonly name: string;
  readonly post: LocalName | null;
  readonly unit: LocalName | null;
}

/** What a task came to. */
export interface Outcome {
  readonly task: TaskRow;
  readonly inbox: number;
  readonly email: number;
}

/** A step that somebody took, with what is said of it; `number` is the task's, or the directive's. */
export interface Deed {
  readonly fact: 'deed';
  readonly kind:
    | 'sign-for'
    | 'report-progress'
    | 'request-extension'
    | 'request-refused'
    | 'grant-extension'
    | 'urge'
    | 'remark'
    | 'claim-completion'
    | 'return-completion'
    | 'close'
    | 'close-directive';
  readonly number: string;
  readonly who: Who;
  readonly text?: string | undefined;
  readonly percent?: number;
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly closure?: CloseTask['kind'];
}

/** One step of the ladder that reached one person, on every channel that it took. */
export interface Told {
  readonly fact: 'told';
  readonly number: string;
  readonly rule: string;
  readonly who: Who;
  readonly channels: readonly { channel: string; time: string; address: string | null; arrived: boolean }[];
}

export interface LightChange {
  readonly number: string;
  readonly unit: LocalName;
  readonly from: TaskRow['light'] | null;
  readonly to: TaskRow['light'];
  readonly reasons: readonly LightReason[];
}

/** What the story consists of, in its order; `tell.ts` words it, `--json` prints it as it is. */
export type Fact =
  | { fact: 'began'; time: string }
  | { fact: 'chapter'; chapter: 'meeting' | 'proposals' | 'handedOut' | 'days' | 'end' | 'checks' }
  | {
      fact: 'meeting';
      title: string;
      meetingDate: CivilDate;
      paragraphs: number;
      characters: number;
      language: 'zh' | 'en';
      textHash: string;
    }
  | { fact: 'proposals'; total: number; dated: number }
  | {
      fact: 'proposal';
      title: string;
      quote: Quote;
      paragraph: number;
      expression: string | null;
      readings: readonly Omit<Deadline, 'assumes' | 'provisional'>[];
      followed: boolean;
    }
  | { fact: 'registered'; number: string; title: string; who: Who; deadline: Deadline }
  | { fact: 'assigned'; number: string; unit: LocalName; dueDate: CivilDate; signBy: CivilDate; part: Part }
  | { fact: 'day'; day: CivilDate }
  | Deed
  | Told
  | { fact: 'lights'; day: CivilDate; changes: readonly LightChange[] }
  | { fact: 'outcomes'; day: CivilDate; beyond: boolean; outcomes: readonly Outcome[] }
  | { fact: 'checks'; checks: readonly CheckResult[] }
  | { fact: 'done'; tasks: number; reminders: number; mails: number }
  | ({ fact: 'sealed' } & Pick<SealView, 'size' | 'hash' | 'root' | 'keyId'>);
