import type { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import type { Language } from '#libs/messages';
import type { Addresses } from '../secrets/addresses.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Destination, Mailbox } from './channel.ts';

/** Where a message goes, as it stands at the moment of sending. */
export interface Addressee {
  readonly language: Language;
  /** Null for a destination. */
  readonly mailbox: Mailbox | null;
  /** Null for a person, and for a destination that is disabled. */
  readonly destination: Destination | null;
}

interface DestinationRow {
  id: Id;
  language: Language;
  address: string;
  secret: string | null;
  previous_secret: string | null;
}

/** What opens what is kept encrypted. */
export interface Opening {
  readonly secrets: SecretBox;
  readonly addresses: Addresses;
}

/** Throws `SecretUnreadable` when what is kept cannot be decrypted. */
export async function addresseeOf(
  database: DataSource,
  { secrets, addresses }: Opening,
  { personId, destinationId }: { personId: Id | null; destinationId: Id | null },
): Promise<Addressee> {
  if (destinationId === null) {
    const [person]: (Mailbox & { language: Language })[] = await database.query(
      'SELECT id AS "personId", name, email, language FROM person WHERE id = $1',
      [personId],
    );
    if (!person) throw new Error(`A message is for the person ${personId}, who is not there`);
    const email = await addresses.open(person.personId, person.email);
    return { language: person.language, mailbox: { ...person, email }, destination: null };
  }
  const [row]: DestinationRow[] = await database.query(
    `SELECT id, language, address, secret,
       CASE WHEN previous_until > clock_timestamp() THEN previous_secret END AS previous_secret
     FROM destination WHERE id = $1 AND disabled_at IS NULL`,
    [destinationId],
  );
  if (!row) return { language: 'zh', mailbox: null, destination: null };
  const place = { table: 'destination', row: row.id };
  const locked = [row.secret, row.previous_secret].filter((secret) => secret !== null);
  return {
    language: row.language,
    mailbox: null,
    destination: {
      id: row.id,
      address: await secrets.unlock(row.address, place),
      secrets: await Promise.all(locked.map((secret) => secrets.unlock(secret, place))),
    },
  };
}
