import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Health } from '#libs/contracts';
import { Rejection } from '#libs/event-sourcing';
import { CONFIG, type Config } from '../config.ts';

/** So long an answer holds: a command is not to cost a look each. */
const HOLDS_MS = 1_000;

interface Row {
  waiting: string;
  late: boolean;
  oldest: string | null;
  trouble: string | null;
}

/** Whether what is written down leaves the host, whichever process ships it, and whether any does. */
@Injectable()
export class AuditStanding {
  private asked: { readonly at: number; readonly late: Promise<boolean> } | undefined;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws `audit.away` where the deployment demands the audit (AUDIT_REQUIRED) and an entry has waited longer than the grace. */
  async require(): Promise<void> {
    if (!this.config.auditRequired) return;
    if (!this.asked || performance.now() - this.asked.at > HOLDS_MS) {
      const late = this.read().then((row) => row.late);
      late.catch(() => {
        this.asked = undefined;
      });
      this.asked = { at: performance.now(), late };
    }
    if (await this.asked.late) throw new Rejection('audit.away');
  }

  /** Null where the audit is not shipped. Throws when the database is away. */
  async health(): Promise<Health['checks'][string] | null> {
    if (!this.config.auditSyslogUrl) return null;
    const { waiting, late, oldest, trouble } = await this.read();
    const detail = `${waiting} entries have not left the host${oldest === null ? '' : `, the oldest of ${oldest}`}`;
    if (trouble === null && !late) return { status: 'up', detail };
    return { status: 'down', detail: `${trouble ?? 'no process ships them'}; ${detail}` };
  }

  private async read(): Promise<Row> {
    const [row]: Row[] = await this.database.query(
      `SELECT count(*) AS waiting, coalesce(min(at) < clock_timestamp() - $1 * interval '1 second', false) AS late,
         to_char(min(at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS oldest, (SELECT trouble FROM audit_shipping) AS trouble
       FROM audit_entry WHERE shipped_at IS NULL`,
      [this.config.auditGraceSeconds],
    );
    if (!row) throw new Error('Nothing was answered');
    return row;
  }
}
