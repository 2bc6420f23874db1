import { FarSide } from '../../delivery/support/far-side.ts';
import { type BusinessDays, dueAt } from './business-days.ts';

/** Long enough that killed senders are often in the middle of a send. */
const ANSWERS_AFTER_MS = 150;

interface Told {
  readonly taskId: string;
  readonly rule: string;
  readonly day: string;
}

/** A real HTTP server with the addresses of several programs, which looks at what it is told and when. */
export class Webhooks {
  /** By message id, when its copies came, in milliseconds of the machine's clock. */
  readonly copies = new Map<string, number[]>();
  /** By address and reminder, under which message ids it came. */
  readonly idsOf = new Map<string, Set<string>>();
  readonly early: string[] = [];

  private constructor(
    private readonly farSide: FarSide,
    readonly addresses: readonly string[],
  ) {}

  static async start(count: number): Promise<Webhooks> {
    const farSide = await FarSide.start();
    return new Webhooks(
      farSide,
      Array.from({ length: count }, (_, i) => `${farSide.origin}/${i}`),
    );
  }

  get origin(): string {
    return this.farSide.origin;
  }

  get extraCopies(): number {
    return [...this.copies.values()].reduce((sum, { length }) => sum + length - 1, 0);
  }

  listen(days: BusinessDays): void {
    this.farSide.answer = ({ url, headers, body }, response) => {
      const id = String(headers['webhook-id']);
      this.copies.set(id, [...(this.copies.get(id) ?? []), Date.now()]);
      for (const { taskId, rule, day } of JSON.parse(body).data.reminders as Told[]) {
        const reminder = `${url.pathname} ${taskId} ${rule} ${day}`;
        this.idsOf.set(reminder, (this.idsOf.get(reminder) ?? new Set()).add(id));
        if (days.now < Date.parse(dueAt(day))) this.early.push(reminder);
      }
      setTimeout(() => response.end(), ANSWERS_AFTER_MS);
    };
  }

  async stop(): Promise<void> {
    await this.farSide.stop();
  }
}
