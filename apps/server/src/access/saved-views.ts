import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SavedViews as Saved, SavedView, SaveView } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { personNames } from '../read-models/names.ts';
import type { Viewer } from './viewer.ts';

/** More than anybody finds their way in. */
const MOST = 100;

interface Row {
  id: Id;
  person_id: Id;
  name: string;
  address: string;
  shared: boolean;
}

/** Addresses of lists that people keep under a name. What such a list shows follows from the rights of whoever opens it. */
@Injectable()
export class SavedViews {
  constructor(private readonly database: DataSource) {}

  async list({ personId }: Viewer): Promise<Saved> {
    const rows: Row[] = await this.database.query(
      'SELECT * FROM saved_view WHERE person_id = $1 OR shared ORDER BY name, id',
      [personId],
    );
    const nameOf = await personNames(
      this.database.manager,
      rows.map((row) => row.person_id),
    );
    return {
      items: rows.map(({ id, person_id, name, address, shared }) => ({
        ...{ id, name, address, shared },
        ...{ own: person_id === personId, by: nameOf(person_id) },
      })),
    };
  }

  /** A repeat with the same id changes nothing. Throws `access.denied` for sharing outside of the office, and `view.too-many`. */
  async save(viewer: Viewer, id: Id, { name, address, shared }: SaveView): Promise<SavedView> {
    if (shared && !viewer.isOffice) throw new Rejection('access.denied', { action: 'ShareView' });
    await this.database.query(
      `INSERT INTO saved_view (id, person_id, name, address, shared)
       SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM saved_view WHERE person_id = $2) < ${MOST}
       ON CONFLICT (id) DO NOTHING`,
      [id, viewer.personId, name, address, shared],
    );
    const { items } = await this.list(viewer);
    const saved = items.find((view) => view.id === id);
    if (!saved) throw new Rejection('view.too-many', { limit: MOST });
    return saved;
  }

  /** One's own; false when there is none such. */
  async remove({ personId }: Viewer, id: Id): Promise<boolean> {
    const [, removed]: [unknown, number] = await this.database.query(
      'DELETE FROM saved_view WHERE id = $1 AND person_id = $2',
      [id, personId],
    );
    return removed > 0;
  }
}
