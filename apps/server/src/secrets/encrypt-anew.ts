import type { Client } from 'pg';
import { recordPrefix } from '#libs/crypto';
import type { Config } from '../config.ts';
import { ENCRYPTED_COLUMNS, type EncryptedColumn } from './encrypted-columns.ts';
import type { KeySettings } from './key-file.ts';
import { SecretBox, SecretUnreadable } from './secret-box.ts';

export type EncryptionSettings = KeySettings & Pick<Config, 'encryption'>;

/** How many records were made anew, and how many could not be read and stayed as they were. */
export interface Encrypted {
  readonly records: number;
  readonly unreadable: number;
}

const BATCH = 200;

/**
 * Brings what is encrypted to the current key and cipher: all of it (`everything`), or only what was kept before records
 * named theirs (`old`). Each batch is committed by itself and replaces only what still stands as it was read, so that it
 * may be killed, repeated, and run while servers write.
 */
export async function encryptAnew(
  client: Client,
  settings: EncryptionSettings,
  which: 'everything' | 'old',
): Promise<Encrypted> {
  const box = new SecretBox(settings);
  let [records, unreadable] = [0, 0];
  for (const column of ENCRYPTED_COLUMNS) {
    const prefix = which === 'old' ? 'enc:' : recordPrefix(settings.encryption, (await box.ring()).currentId);
    for await (const rows of batches(client, column, prefix)) {
      const anew = await Promise.all(rows.map((row) => madeAnew(box, column, row)));
      const made = anew.filter((one) => one !== null);
      unreadable += anew.length - made.length;
      records += await replace(client, column, made);
    }
  }
  return { records, unreadable };
}

interface Row {
  readonly key: string;
  readonly value: string;
}

/** Rows of the column whose value does not begin so, by their keys. */
async function* batches(
  client: Client,
  { table, key, column }: EncryptedColumn,
  prefix: string,
): AsyncGenerator<Row[]> {
  let after = '';
  while (true) {
    const { rows } = await client.query<Row>(
      `SELECT ${key}::text AS key, ${column} AS value FROM ${table}
       WHERE ${key}::text > $1 AND NOT starts_with(${column}, $2) ORDER BY ${key}::text LIMIT ${BATCH}`,
      [after, prefix],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.key;
  }
}

async function madeAnew(box: SecretBox, { table, before }: EncryptedColumn, { key, value }: Row) {
  const place = { table, row: key };
  try {
    const isPlain = before === 'plain' && !value.startsWith('enc:');
    const text = isPlain ? value : await box.unlock(value, place);
    return { key, value, next: await box.lock(text, place) };
  } catch (error) {
    if (error instanceof SecretUnreadable) return null;
    throw error;
  }
}

async function replace(
  client: Client,
  { table, key, column }: EncryptedColumn,
  made: readonly (Row & { next: string })[],
): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE ${table} SET ${column} = made.next
     FROM unnest($1::text[], $2::text[], $3::text[]) AS made (key, value, next)
     WHERE ${table}.${key}::text = made.key AND ${table}.${column} = made.value`,
    [made.map(({ key: name }) => name), made.map(({ value }) => value), made.map(({ next }) => next)],
  );
  return rowCount ?? 0;
}
