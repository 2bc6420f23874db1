/** A column whose values are records of `encryptRecord`. */
export interface EncryptedColumn {
  readonly table: string;
  /** What names a row, and its place in the record. */
  readonly key: string;
  readonly column: string;
  /** What stood here before values were records: a plain text, or what `encrypt` gave. */
  readonly before: 'plain' | 'unnamed';
  /** What giving up one that nobody can read does; it makes the row say that nothing is there. */
  readonly giveUp: 'empty' | 'delete' | 'disable';
}

/** All that is encrypted by the key outside the database. A new such column belongs here, or it is left behind by a rotation. */
export const ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  { table: 'person', key: 'id', column: 'email', before: 'plain', giveUp: 'empty' },
  { table: 'destination', key: 'id', column: 'address', before: 'unnamed', giveUp: 'disable' },
  { table: 'destination', key: 'id', column: 'secret', before: 'unnamed', giveUp: 'disable' },
  { table: 'destination', key: 'id', column: 'previous_secret', before: 'unnamed', giveUp: 'empty' },
  { table: 'push_subscription', key: 'id', column: 'subscription', before: 'unnamed', giveUp: 'delete' },
  { table: 'authenticator', key: 'person_id', column: 'secret', before: 'unnamed', giveUp: 'delete' },
  { table: 'deployment_secret', key: 'name', column: 'value', before: 'unnamed', giveUp: 'delete' },
];
