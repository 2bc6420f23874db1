import type { EntityManager } from 'typeorm';
import type { LocalName, PersonRef, PostRef, UnitRef } from '#libs/contracts';
import type { Id } from '#libs/directives';

/** Which units, posts and persons a query wants to name. */
export interface Named {
  readonly units?: Iterable<Id>;
  readonly posts?: Iterable<Id | null>;
  readonly people?: Iterable<string>;
}

export interface Names {
  unit(id: Id): UnitRef;
  post(id: Id | null): PostRef | null;
  person(id: string): PersonRef;
}

/**
 * The names of today, read when they are shown and stored in no event. What the read model of the organisation
 * does not know yet is called by its id.
 */
export async function namesOf(database: EntityManager, { units = [], posts = [], people = [] }: Named): Promise<Names> {
  const unitRows: { id: Id; name: LocalName }[] = await byIds(database, 'SELECT id, name FROM unit_row', units);
  const postRows: { id: Id; title: LocalName; holder_id: Id | null }[] = await byIds(
    database,
    'SELECT id, title, holder_id FROM post_row',
    posts,
  );
  const person = await personNames(database, [...people, ...postRows.flatMap(({ holder_id }) => holder_id ?? [])]);
  const unitNames = new Map(unitRows.map(({ id, name }) => [id, name]));
  const postById = new Map(postRows.map((row) => [row.id, row]));
  return {
    person,
    unit: (id) => ({ id, name: unitNames.get(id) ?? { zh: id, en: id } }),
    post: (id) => {
      if (id === null) return null;
      const row = postById.get(id);
      return { id, title: row?.title ?? { zh: id, en: id }, holder: row?.holder_id ? person(row.holder_id) : null };
    },
  };
}

/** Names persons; null where the record is gone, and for `system`. */
export async function personNames(database: EntityManager, ids: Iterable<string>): Promise<(id: string) => PersonRef> {
  const people = [...ids].filter((id) => id !== 'system');
  const rows: { id: Id; name: string }[] = await byIds(database, 'SELECT id, name FROM person', people);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? null });
}

async function byIds<Row>(database: EntityManager, select: string, ids: Iterable<Id | null>): Promise<Row[]> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  return wanted.length === 0 ? [] : database.query(`${select} WHERE id = ANY ($1)`, [wanted]);
}
