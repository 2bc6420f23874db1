import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { AuditPage, PageQuery } from '#libs/contracts';
import { type Id, postsOf } from '#libs/directives';
import { idCursor, pageById } from './id-cursor.ts';
import { PresentOrganisation } from './present-organisation.ts';
import { RequestsInHand } from './requests-in-hand.ts';

/** What is written down of the door. Subjects are ids, user names as they were typed, and rules; never secrets. */
export type AuditKind =
  | 'signed-in'
  | 'sign-in-failed'
  | 'account-locked'
  | 'account-unlocked'
  | 'identity-linked'
  | 'identity-unlinked'
  | 'second-factor-added'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-codes-renewed'
  | 'recovery-code-used'
  | 'signed-out'
  | 'refused'
  | 'read'
  | 'exported'
  | 'settings-changed'
  | 'message-sent'
  | 'message-given-up'
  | 'set-up'
  | 'person-added'
  | 'address-changed'
  | 'person-disabled'
  | 'person-enabled'
  | 'account-opened'
  | 'password-changed'
  | 'password-reset'
  | 'token-created'
  | 'token-revoked'
  | 'role-granted'
  | 'role-revoked'
  | 'clearance-set'
  | 'post-delegated'
  | 'delegation-revoked'
  | 'hand-over-opened'
  | 'handed-over'
  | 'taken-over'
  | 'sensitive-read'
  | 'calendar-feed-added'
  | 'calendar-feed-revoked'
  | 'destination-added'
  | 'destination-disabled'
  | 'destination-enabled'
  | 'destination-secret-rotated';

export interface AuditDetails {
  readonly personId?: string | null;
  readonly subject?: string | null;
  readonly traceId?: string | null;
}

interface Row {
  id: string;
  at: Date;
  kind: string;
  person_id: string | null;
  name: string | null;
  unit_ids: string[];
  address: string | null;
  subject: string | null;
  result: AuditResult;
  trace_id: string | null;
}

type AuditResult = 'ok' | 'refused' | 'failed';
const RESULTS: Partial<Record<AuditKind, AuditResult>> = {
  refused: 'refused',
  'sign-in-failed': 'failed',
  'account-locked': 'refused',
  'message-given-up': 'failed',
};

/** One entry. Throws when it cannot be written: what is not written down must not happen. */
export async function writeDown(
  sql: Pick<DataSource, 'query'>,
  kind: AuditKind,
  details: AuditDetails & { readonly unitIds?: readonly Id[]; readonly address?: string | null },
): Promise<void> {
  const { personId = null, subject = null, traceId = null, unitIds = [], address = null } = details;
  await sql.query(
    `INSERT INTO audit_entry (id, kind, person_id, unit_ids, address, subject, result, trace_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [v7(), kind, personId, unitIds, address, subject?.slice(0, 200) ?? null, RESULTS[kind] ?? 'ok', traceId],
  );
}

@Injectable()
export class Audit {
  constructor(
    private readonly database: DataSource,
    private readonly organisation: PresentOrganisation,
    private readonly requests: RequestsInHand,
  ) {}

  /** With the units of the person, and the address of the request whose id this is. */
  async record(kind: AuditKind, { personId = null, subject = null, traceId = null }: AuditDetails): Promise<void> {
    const units =
      personId === null ? [] : postsOf(await this.organisation.read(), personId).map(({ unitId }) => unitId);
    const address = this.requests.addressOf(traceId);
    await writeDown(this.database, kind, { personId, subject, traceId, address, unitIds: [...new Set(units)] });
  }

  /** Newest first. */
  async list({ cursor, limit }: PageQuery): Promise<AuditPage> {
    const rows: Row[] = await this.database.query(
      `SELECT a.*, p.name FROM audit_entry a LEFT JOIN person p ON p.id::text = a.person_id
       WHERE $1::uuid IS NULL OR a.id < $1 ORDER BY a.id DESC LIMIT $2`,
      [idCursor(cursor), limit + 1],
    );
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      person: row.person_id === null ? null : { id: row.person_id, name: row.name },
      unitIds: row.unit_ids,
      address: row.address,
      subject: row.subject,
      result: row.result,
      traceId: row.trace_id,
    }));
    return pageById(items, rows.length > limit);
  }
}
