import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { AuditPage, PageQuery } from '#libs/contracts';
import { idCursor, pageById } from './id-cursor.ts';

/** What is written down of the door. Subjects are ids, user names as they were typed, and rules; never secrets. */
export type AuditKind =
  | 'signed-in'
  | 'sign-in-failed'
  | 'account-locked'
  | 'account-unlocked'
  | 'signed-out'
  | 'refused'
  | 'set-up'
  | 'person-added'
  | 'person-disabled'
  | 'person-enabled'
  | 'account-opened'
  | 'password-changed'
  | 'password-reset'
  | 'token-created'
  | 'token-revoked'
  | 'role-granted'
  | 'role-revoked'
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
  subject: string | null;
  trace_id: string | null;
}

@Injectable()
export class Audit {
  constructor(private readonly database: DataSource) {}

  async record(kind: AuditKind, { personId = null, subject = null, traceId = null }: AuditDetails): Promise<void> {
    await this.database.query(
      `INSERT INTO audit_entry (id, kind, person_id, subject, trace_id) VALUES ($1, $2, $3, $4, $5)`,
      [v7(), kind, personId, subject?.slice(0, 200) ?? null, traceId],
    );
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
      subject: row.subject,
      traceId: row.trace_id,
    }));
    return pageById(items, rows.length > limit);
  }
}
