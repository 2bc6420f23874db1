import type { EntityManager } from 'typeorm';
import type { Change } from '#libs/contracts';
import type { Id, Label } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { type Moment, stoodAt, visibleAt } from './moments.ts';
import { personNames } from './names.ts';

const CHANGES = 10;

/**
 * The newest events of the items that the viewer may see, the newest first. Each version of a row tells of the event that
 * made it; the item is called as at the moment, and rights are those to it as it stands.
 */
export async function newestChanges(manager: EntityManager, viewer: Viewer, moment: Moment): Promise<Change[]> {
  const changesOf = async (kind: Change['item']['kind']) => {
    const rows: Row[] = await manager
      .createQueryBuilder()
      .select('changed.valid_from', 'position')
      .addSelect('changed.change', 'type')
      .addSelect('changed.changed_at', 'at')
      .addSelect('changed.changed_by', 'by')
      .addSelect([`${kind}.id AS id`, `${kind}.number AS number`, `${kind}.title AS title`, `${kind}.label AS label`])
      .from(`${kind}_row`, 'changed')
      .innerJoin(`${kind}_row`, kind, `${kind}.id = changed.id`)
      .where(...stoodAt(moment, kind))
      .andWhere(...visibleAt(moment, viewer, kind))
      .andWhere(moment.position === null ? 'true' : 'changed.valid_from <= :position')
      .orderBy('changed.valid_from', 'DESC')
      .limit(CHANGES)
      .getRawMany();
    return rows.map((row) => ({ ...row, position: Number(row.position), kind }));
  };
  const all = [...(await changesOf('directive')), ...(await changesOf('task'))];
  const newest = all.sort((a, b) => b.position - a.position).slice(0, CHANGES);
  const person = await personNames(
    manager,
    newest.map(({ by }) => by),
  );
  return newest.map(({ position, type, at, by, kind, id, number, title, label }) => ({
    ...{ position, type, at: at.toISOString(), by: person(by) },
    item: { kind, id, number, title, label },
  }));
}

interface Row {
  position: string;
  type: string;
  at: Date;
  by: string;
  id: Id;
  number: string | null;
  title: string;
  label: Label;
}
