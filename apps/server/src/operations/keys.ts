import { Client } from 'pg';
import { type Config, readConfig, type Settings } from '../config.ts';
import { type Encrypted, type EncryptionSettings, encryptAnew } from '../secrets/encrypt-anew.ts';
import { ENCRYPTED_COLUMNS, type EncryptedColumn } from '../secrets/encrypted-columns.ts';
import { addKey, keyFileOf, NoSecretsKey, readKeyRing } from '../secrets/key-file.ts';
import { isUnfinished, prepareSecrets, recordsByKey } from '../secrets/keys-in-use.ts';
import { openDatabase } from './open-database.ts';

export { NoSecretsKey };

/** A rotation needs a new key in SECRETS_KEY, which only the operator can put there. */
export class NoNewKey extends Error {
  override readonly name = 'NoNewKey';
}

export interface KeyListed {
  readonly id: string;
  readonly isCurrent: boolean;
  /** Whether the deployment has it; else nothing of it can be read. */
  readonly isThere: boolean;
  readonly records: number;
}

/** The keys that the deployment has, and those that the database names. */
export function listKeys(settings = readConfig()): Promise<KeyListed[]> {
  return withClient(settings, async (client) => {
    const { currentId, keys } = await readKeyRing(settings);
    const counts = await recordsByKey(client);
    return [...new Set([...keys.keys(), ...counts.keys()])].map((id) => ({
      ...{ id, isCurrent: id === currentId, isThere: keys.has(id) },
      records: counts.get(id) ?? 0,
    }));
  });
}

export interface Rotated extends Encrypted {
  readonly keyId: string;
  /** Where a new key was put; null when a rotation that had begun was finished. */
  readonly file: string | null;
}

/**
 * Encrypts everything anew under a new key, which is put in front of the file's; or finishes a rotation that had begun,
 * whether a run was killed or somebody put a new key (or set another cipher) by hand. Servers may run meanwhile. The keys
 * before stay in the file. Throws `NoSecretsKey`, and `NoNewKey` when keys come by the environment and none is new.
 */
export function rotateKeys(settings: Settings = readConfig()): Promise<Rotated> {
  return withClient(settings, async (client) => {
    // One at a time: of two that write the file at once, one would write the other's key away.
    await client.query(`SELECT pg_advisory_lock(hashtext('duban keys'))`);
    await readKeyRing(settings);
    await encryptAnew(client, settings, 'old');
    const path = keyFileOf(settings);
    const begun = await isUnfinished(client, settings);
    if (!begun && path === null) throw new NoNewKey();
    if (!begun && path !== null) await addKey(path);
    const encrypted = await encryptUntilDone(client, settings);
    const { currentId } = await readKeyRing(settings);
    return { ...encrypted, keyId: currentId, file: begun ? null : path };
  });
}

/** A server that had read the keys just before the new one was there may still write one record by the old: passes follow until there is none. */
async function encryptUntilDone(client: Client, settings: EncryptionSettings): Promise<Encrypted> {
  const first = await encryptAnew(client, settings, 'everything');
  let { records, unreadable } = first;
  for (let more = first.records; more > 0; ) {
    const pass = await encryptAnew(client, settings, 'everything');
    more = pass.records;
    records += pass.records;
    unreadable = pass.unreadable;
  }
  return { records, unreadable };
}

/** Removes what the deployment has no key for. Answers with how many records were given up. A repeat finds none. */
export function giveUpUnreadable(settings: Settings = readConfig()): Promise<number> {
  return withClient(settings, async (client) => {
    const { keys } = await readKeyRing(settings);
    let given = 0;
    for (const column of ENCRYPTED_COLUMNS) {
      const { rowCount } = await client.query(GIVE_UP[column.giveUp](column), [[...keys.keys()]]);
      given += rowCount ?? 0;
    }
    return given;
  });
}

const unreadable = ({ column }: EncryptedColumn) =>
  `${column} ~ '^enc:1:[a-z0-9-]+:[0-9a-f]{8}:' AND NOT split_part(${column}, ':', 4) = ANY ($1)`;

/** A destination's row stays, for the messages that it was sent: without address and secret, and out of use. */
const GIVE_UP: Readonly<Record<EncryptedColumn['giveUp'], (column: EncryptedColumn) => string>> = {
  empty: (one) => `UPDATE ${one.table} SET ${one.column} = NULL WHERE ${unreadable(one)}`,
  delete: (one) => `DELETE FROM ${one.table} WHERE ${unreadable(one)}`,
  disable: (one) =>
    `UPDATE ${one.table} SET ${one.column} = '', disabled_at = coalesce(disabled_at, clock_timestamp())
     WHERE ${unreadable(one)}`,
};

/** Before a server serves: see `prepareSecrets`. */
export async function readyKeys(config: Config): Promise<void> {
  const client = new Client({ connectionString: config.databaseOwnerUrl });
  await client.connect();
  try {
    await prepareSecrets(client, config);
  } finally {
    await client.end();
  }
}

async function withClient<T>(settings: Settings, operation: (client: Client) => Promise<T>): Promise<T> {
  const opened = await openDatabase(settings);
  const client = new Client({ connectionString: opened.config.databaseOwnerUrl });
  try {
    await client.connect();
    return await operation(client);
  } finally {
    await client.end();
    await opened.close();
  }
}
