import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';

/** Who somebody is elsewhere. An issuer never gives a subject to two people; a user name it may. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Which person an identity elsewhere is: by issuer and subject, never by name or address. */
@Injectable()
export class Identities {
  constructor(private readonly database: DataSource) {}

  /** Null when nobody has it, or whoever has it is disabled. */
  async find({ issuer, subject }: Identity): Promise<Id | null> {
    const [row]: ({ person_id: Id } | undefined)[] = await this.database.query(
      `SELECT i.person_id FROM person_identity i JOIN person p ON p.id = i.person_id
       WHERE i.issuer = $1 AND i.subject = $2 AND p.disabled_at IS NULL`,
      [issuer, subject],
    );
    return row?.person_id ?? null;
  }

  /** True when somebody has it, be they disabled. */
  async isTaken({ issuer, subject }: Identity): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      'SELECT FROM person_identity WHERE issuer = $1 AND subject = $2',
      [issuer, subject],
    );
    return rows.length > 0;
  }

  /** A repeat changes nothing. Throws `identity.taken` when somebody else has it. */
  async link(personId: Id, { issuer, subject }: Identity): Promise<void> {
    const [row]: { person_id: Id }[] = await this.database.query(
      `INSERT INTO person_identity (issuer, subject, person_id) VALUES ($1, $2, $3)
       ON CONFLICT (issuer, subject) DO UPDATE SET subject = excluded.subject RETURNING person_id`,
      [issuer, subject, personId],
    );
    if (row?.person_id !== personId) throw new Rejection('identity.taken');
  }

  async list(personId: Id): Promise<Identity[]> {
    return this.database.query(
      'SELECT issuer, subject FROM person_identity WHERE person_id = $1 ORDER BY issuer, subject',
      [personId],
    );
  }

  /** False when the person has no such identity. */
  async unlink(personId: Id, { issuer, subject }: Identity): Promise<boolean> {
    const [, removed]: [unknown, number] = await this.database.query(
      'DELETE FROM person_identity WHERE issuer = $1 AND subject = $2 AND person_id = $3',
      [issuer, subject, personId],
    );
    return removed === 1;
  }
}
