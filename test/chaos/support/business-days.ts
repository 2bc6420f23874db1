import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { addDays, type CivilDate, civilDateAt, instantAt } from '#libs/calendar';

const ZONE = 'Asia/Shanghai';
/** Business time is put to just before nine, and comes to nine by itself: alarms go off at the very second. */
const BEFORE_NINE = '08:59:57';

/** Days that pass in seconds of real time, and how late it is in business time at most. */
export class BusinessDays {
  passed = 0;
  private offsetMs: number;

  private constructor(
    private readonly ownerUrl: string,
    startedAt: string,
  ) {
    this.offsetMs = Date.parse(startedAt) - Date.now();
  }

  /** Of a server whose business time began at that instant. */
  static from(ownerUrl: string, startedAt: string): BusinessDays {
    return new BusinessDays(ownerUrl, startedAt);
  }

  /** Never behind the database's. */
  get now(): number {
    return Date.now() + this.offsetMs;
  }

  /** Moves on by a day after every so many ms, until it is over. */
  async pass(dayMs: number, over: AbortSignal): Promise<void> {
    for (let day = civilDateAt(new Date(this.now).toISOString(), ZONE); !over.aborted; ) {
      await pause(dayMs, undefined, { signal: over }).catch(() => undefined);
      if (over.aborted) return;
      day = addDays(day, 1);
      const to = Date.parse(dueAt(day)) - 3_000;
      this.offsetMs = Math.max(this.offsetMs, to - Date.now() + 50);
      await this.moveTo(`${day} ${BEFORE_NINE} ${ZONE}`);
      this.passed += 1;
    }
  }

  /** Tries until Postgres is there. */
  private async moveTo(instant: string): Promise<void> {
    for (;;) {
      const client = new Client({ connectionString: this.ownerUrl });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return void (await client.query(
          `UPDATE business_clock SET offset_ms = extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000
           WHERE $1::timestamptz > duban_now()`,
          [instant],
        ));
      } catch {
        await pause(200);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }
}

/** The instant at which what is planned for a day goes out: the digest hour. */
export function dueAt(day: CivilDate): string {
  return instantAt(day, '09:00', ZONE);
}
