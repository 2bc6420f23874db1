import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v4 } from 'uuid';
import { digest } from '#libs/crypto';
import type { EvidenceFile, Id } from '#libs/directives';
import { EVIDENCE_TYPES, evidenceKindOf, FILE_LIMIT_BYTES } from '#libs/documents';
import { Rejection } from '#libs/event-sourcing';
import { plainName } from './plain-name.ts';

/** Of one person, in no report yet: more than anybody has open. */
const MOST_UNUSED = 50;
const UNUSED_FOR = "interval '1 day'";

/** A file that was judged and may be kept. */
export interface JudgedFile extends Omit<EvidenceFile, 'fileId'> {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Throws `evidence.too-large`, `evidence.unknown-kind`, … for what is not taken. */
export async function judged(file: File): Promise<JudgedFile> {
  const { size } = file;
  if (size > FILE_LIMIT_BYTES) throw refusal('too-large', { bytes: size, limit: FILE_LIMIT_BYTES });
  const bytes = Buffer.from(await file.arrayBuffer());
  const name = plainName(file.name) ?? '';
  const judgement = await evidenceKindOf(bytes, name);
  if ('refused' in judgement) throw refusal(judgement.refused, { name });
  return { name, bytes, size, hash: digest(bytes), type: EVIDENCE_TYPES[judgement.kind] };
}

function refusal(why: string, params: Record<string, string | number>): Rejection {
  return new Rejection(`evidence.${why}`, { ...params, pointer: '/file' });
}

/** The names and bytes of files that units add to what they report, under random ids. */
@Injectable()
export class EvidenceFiles {
  constructor(private readonly database: DataSource) {}

  /**
   * Keeps a file until a report names it, at least for a day; the same key gives the same file. Throws
   * `idempotency.other-body` when it came with another file, and `evidence.too-many`.
   */
  async keep(of: { taskId: Id; personId: Id; key: string }, file: JudgedFile): Promise<Id> {
    const { name, bytes, hash, size, type } = file;
    const rows: { id: Id; hash: string; task_id: Id; unused: number }[] = await this.database.query(
      `WITH waiting AS (SELECT count(*)::int AS unused FROM evidence_file WHERE person_id = $3 AND NOT used),
       kept AS (
         INSERT INTO evidence_file (id, task_id, person_id, upload_key, hash, size, type, name, bytes)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 FROM waiting WHERE unused < ${MOST_UNUSED}
         ON CONFLICT (person_id, upload_key) DO NOTHING RETURNING id, hash, task_id)
       SELECT id, hash, task_id FROM kept
       UNION ALL SELECT id, hash, task_id FROM evidence_file WHERE person_id = $3 AND upload_key = $4`,
      [v4(), of.taskId, of.personId, of.key, hash, size, type, name, bytes],
    );
    const [kept] = rows;
    if (!kept) throw new Rejection('evidence.too-many', { limit: MOST_UNUSED });
    if (kept.hash !== hash || kept.task_id !== of.taskId) throw new Rejection('idempotency.other-body');
    return kept.id;
  }

  /**
   * The files that a report is about to name, in their order, which from now on stay for another day in any case. Throws
   * `evidence.unknown` when one is not this person's for this task, or is gone.
   */
  async want(of: { taskId: Id; personId: Id }, fileIds: readonly Id[]): Promise<EvidenceFile[]> {
    if (fileIds.length === 0) return [];
    const [rows]: [EvidenceFile[], number] = await this.database.query(
      `UPDATE evidence_file SET wanted_at = clock_timestamp()
       WHERE id = ANY ($1::uuid[]) AND task_id = $2 AND person_id = $3 AND bytes IS NOT NULL
       RETURNING id AS "fileId", hash, size, type`,
      [fileIds, of.taskId, of.personId],
    );
    return [...new Set(fileIds)].map((id) => {
      const file = rows.find(({ fileId }) => fileId === id);
      if (!file) throw new Rejection('evidence.unknown', { pointer: '/fileIds' });
      return file;
    });
  }

  /** The names of these files; null for those that were erased. */
  async names(fileIds: readonly Id[]): Promise<ReadonlyMap<Id, string | null>> {
    if (fileIds.length === 0) return new Map();
    const rows: { id: Id; name: string | null }[] = await this.database.query(
      'SELECT id, name FROM evidence_file WHERE id = ANY ($1::uuid[])',
      [fileIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Null when it was erased. Throws when the bytes are not those that the event names. */
  async read({ fileId, hash }: EvidenceFile): Promise<{ name: string; bytes: Buffer } | null> {
    const [row]: ({ name: string | null; bytes: Buffer | null } | undefined)[] = await this.database.query(
      'SELECT name, bytes FROM evidence_file WHERE id = $1',
      [fileId],
    );
    if (!row) throw new Error(`The file ${fileId} is missing, though nobody erased it: restore it from a backup`);
    if (row.bytes === null || row.name === null) return null;
    if (digest(row.bytes) !== hash) throw new Error(`The file ${fileId} is not the one that was given`);
    return { name: row.name, bytes: row.bytes };
  }

  /** Removes what nobody has wanted for a day and no event names; a file that one names is marked, and looked at no more. */
  async removeUnused(): Promise<void> {
    const unwanted = `NOT f.used AND f.wanted_at < clock_timestamp() - ${UNUSED_FOR}`;
    const named = `EXISTS (SELECT FROM event e WHERE e.stream_id = f.task_id
      AND e.data -> 'files' @> jsonb_build_array(jsonb_build_object('fileId', f.id)))`;
    await this.database.query(`UPDATE evidence_file f SET used = true WHERE ${unwanted} AND ${named}`);
    await this.database.query(`DELETE FROM evidence_file f WHERE ${unwanted} AND NOT ${named}`);
  }
}
