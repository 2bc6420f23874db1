import type { EntityManager } from 'typeorm';
import type { LocalName, PersonRef, PostRef, UnitRef } from '#libs/contracts';
import type { Id, OrganisationState } from '#libs/directives';

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
 * The names of today, or of a past `organisation`, read when they are shown and stored in no event; those of persons are
 * always today's. What the read model of the organisation does not know yet is called by its id.
 */
export async function namesOf(
  database: EntityManager,
  { units = [], posts = [], people = [] }: Named,
  organisation: OrganisationState | null = null,
): Promise<Names> {
  const [unitRows, postRows] = organisation
    ? [unitsIn(organisation, units), postsIn(organisation, posts)]
    : [
        await byIds<UnitName>(database, 'SELECT id, name FROM unit_row', units),
        await byIds<PostName>(database, 'SELECT id, title, holder_id FROM post_row', posts),
      ];
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

interface UnitName {
  id: Id;
  name: LocalName;
}
interface PostName {
  id: Id;
  title: LocalName;
  holder_id: Id | null;
}

function unitsIn({ units }: OrganisationState, ids: Iterable<Id>): UnitName[] {
  return [...new Set(ids)].flatMap((id) => (units[id] ? { id, name: units[id].name } : []));
}

function postsIn({ posts }: OrganisationState, ids: Iterable<Id | null>): PostName[] {
  return [...new Set(ids)].flatMap((id) => {
    const post = id === null ? undefined : posts[id];
    return id !== null && post ? { id, title: post.title, holder_id: post.holder?.personId ?? null } : [];
  });
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
