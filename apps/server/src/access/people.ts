import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AddPerson, PageQuery, Person, PersonPage } from '#libs/contracts';
import { clearanceOf, type Id, type OrganisationState, officeHeldBy } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import type { Language } from '#libs/messages';
import { Addresses } from '../secrets/addresses.ts';
import { idCursor, pageById } from './id-cursor.ts';

interface Row {
  id: Id;
  name: string;
  email: string | null;
  language: Language;
  username: string | null;
  disabled_at: Date | null;
  is_locked: boolean;
}

/** Names and addresses: ordinary rows, so that they can be corrected and removed, which the log cannot. */
@Injectable()
export class People {
  constructor(
    private readonly database: DataSource,
    private readonly addresses: Addresses,
  ) {}

  /** The caller makes the id from the request's key: a repeat changes nothing; another person under it is refused. */
  async add(id: Id, { name, email, language }: AddPerson): Promise<void> {
    await this.database.query(
      'INSERT INTO person (id, name, email, language) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING',
      [id, name, await this.addresses.lock(id, email), language],
    );
    const [kept]: Row[] = await this.database.query('SELECT * FROM person WHERE id = $1', [id]);
    if (kept?.name !== name || (await this.addresses.open(id, kept.email)) !== email)
      throw new Rejection('idempotency.other-body');
  }

  /** Throws `person.unknown` when there is no such person, or they are disabled. */
  async require(id: Id): Promise<void> {
    const rows: unknown[] = await this.database.query('SELECT FROM person WHERE id = $1 AND disabled_at IS NULL', [id]);
    if (rows.length === 0) throw new Rejection('person.unknown', { id });
  }

  /** Throws `person.unknown`. */
  async setLanguage(id: Id, language: Language): Promise<void> {
    await this.change('language = $2', id, language);
  }

  /** What waits goes to the new address. Repeats change nothing. Throws `person.unknown`. */
  async setEmail(id: Id, email: string | null): Promise<void> {
    await this.change('email = $2', id, await this.addresses.lock(id, email));
  }

  /**
   * A disabled person is refused at once, whatever session or token they show. Repeats change nothing. Throws
   * `organisation.last-officer` when nobody who may sign in would be left of the officers they are one of.
   */
  async disable(id: Id, organisation: OrganisationState): Promise<void> {
    const role = officeHeldBy(organisation, id);
    const others = Object.keys(organisation.roles).filter(
      (other) => other !== id && role !== null && officeHeldBy(organisation, other) === role,
    );
    const able: unknown[] = await this.database.query(
      'SELECT FROM person WHERE id = ANY ($1) AND disabled_at IS NULL LIMIT 1',
      [others],
    );
    if (role !== null && able.length === 0) throw new Rejection('organisation.last-officer', { role });
    await this.change('disabled_at = COALESCE(disabled_at, clock_timestamp())', id);
  }

  async enable(id: Id): Promise<void> {
    await this.change('disabled_at = NULL', id);
  }

  /** Everybody, by name. */
  async list({ cursor, limit }: PageQuery, organisation: OrganisationState): Promise<PersonPage> {
    const rows: Row[] = await this.database.query(
      `SELECT p.*, a.username, COALESCE(a.locked_until > clock_timestamp(), false) AS is_locked FROM person p LEFT JOIN account a ON a.person_id = p.id
       WHERE $1::uuid IS NULL OR (p.name, p.id) > (SELECT name, id FROM person WHERE id = $1)
       ORDER BY p.name, p.id LIMIT $2`,
      [idCursor(cursor), limit + 1],
    );
    const shown = rows.slice(0, limit).map(async (row): Promise<Person> => {
      const { id, name, language, username } = row;
      const email = await this.addresses.open(id, row.email);
      const [roles, clearance] = [[...(organisation.roles[id] ?? [])], clearanceOf(organisation, id)];
      return {
        id,
        name,
        email,
        language,
        roles,
        clearance,
        username,
        disabled: row.disabled_at !== null,
        locked: row.is_locked,
      };
    });
    return pageById(await Promise.all(shown), rows.length > limit);
  }

  private async change(assignment: string, id: Id, ...values: (string | null)[]): Promise<void> {
    const [, changed]: [unknown, number] = await this.database.query(`UPDATE person SET ${assignment} WHERE id = $1`, [
      id,
      ...values,
    ]);
    if (changed === 0) throw new Rejection('person.unknown', { id });
  }
}
