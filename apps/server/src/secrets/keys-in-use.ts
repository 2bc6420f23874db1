import type { Client } from 'pg';
import { keyIdIn, recordPrefix } from '#libs/crypto';
import { type EncryptionSettings, encryptAnew } from './encrypt-anew.ts';
import { ENCRYPTED_COLUMNS } from './encrypted-columns.ts';
import { keyFileOf, NoSecretsKey, readKeyRing } from './key-file.ts';

/** How many records each key has made, by its id; and how many there are by another cipher or key than the given prefix. */
export async function recordsByKey(client: Client): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { table, column } of ENCRYPTED_COLUMNS) {
    const { rows } = await client.query<{ start: string; records: number }>(
      `SELECT substring(${column} FROM '^enc:1:[a-z0-9-]+:[0-9a-f]{8}:') AS start, count(*)::int AS records
       FROM ${table} WHERE starts_with(${column}, 'enc:1:') GROUP BY 1`,
    );
    for (const { start, records } of rows) {
      const id = keyIdIn(start ?? '');
      if (id !== null) counts.set(id, (counts.get(id) ?? 0) + records);
    }
  }
  return counts;
}

/** Whether something is encrypted by another key or cipher than the current ones: a rotation that was not finished. */
export async function isUnfinished(client: Client, { encryption, ...settings }: EncryptionSettings): Promise<boolean> {
  const prefix = recordPrefix(encryption, (await readKeyRing(settings)).currentId);
  for (const { table, column } of ENCRYPTED_COLUMNS) {
    const { rows } = await client.query(
      `SELECT FROM ${table} WHERE starts_with(${column}, 'enc:1:') AND NOT starts_with(${column}, $1) LIMIT 1`,
      [prefix],
    );
    if (rows.length > 0) return true;
  }
  return false;
}

/**
 * What a server does before it serves: refuses keys that cannot read what the database holds, by `NoSecretsKey`, and
 * encrypts what was kept before it was encrypted.
 */
export async function prepareSecrets(client: Client, settings: EncryptionSettings): Promise<void> {
  const { keys } = await readKeyRing(settings);
  const missing = [...(await recordsByKey(client)).keys()].filter((id) => !keys.has(id));
  if (missing.length > 0) {
    const where = keyFileOf(settings) ?? 'SECRETS_KEY';
    throw new NoSecretsKey(
      `Addresses in this database are encrypted with the key ${missing.join(', ')}, and ${where} holds only ` +
        `${[...keys.keys()].join(', ')}. Set SECRETS_KEY_FILE to the file with the keys of this deployment, or add the ` +
        'missing key to it as a line of its own. If that key is lost for good, `duban keys give-up` removes what it ' +
        'encrypted, which people then have to enter again.',
    );
  }
  await encryptAnew(client, settings, 'old');
}
