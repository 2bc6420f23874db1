import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { NotificationPreferences } from '#libs/contracts';
import type { Id, Wishes } from '#libs/directives';

interface Row {
  person_id: Id;
  channels_off: NotificationPreferences['channelsOff'];
  digest_time: string | null;
  quiet_from: string | null;
  quiet_until: string | null;
  working_days_only: boolean;
}

const USUAL: NotificationPreferences = {
  channelsOff: [],
  digestTime: null,
  quietHours: null,
  workingDaysOnly: false,
};

/** How a person wants to be told. The inbox is not theirs to switch off; their language is chosen with their session. */
@Injectable()
export class Preferences {
  constructor(private readonly database: DataSource) {}

  async of(personId: Id): Promise<NotificationPreferences> {
    const chosen = (await chosenBy(this.database.manager, [personId])).get(personId);
    return chosen ? { channelsOff: [...chosen.channelsOff], ...chosen.wishes } : USUAL;
  }

  /** In place of whatever was chosen before; holds from the next claim on. */
  async choose(personId: Id, { channelsOff, digestTime, quietHours, workingDaysOnly }: NotificationPreferences) {
    await this.database.query(
      `INSERT INTO notification_preference (person_id, channels_off, digest_time, quiet_from, quiet_until, working_days_only)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (person_id) DO UPDATE SET channels_off = excluded.channels_off, digest_time = excluded.digest_time,
         quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, working_days_only = excluded.working_days_only`,
      [personId, channelsOff, digestTime, quietHours?.from ?? null, quietHours?.until ?? null, workingDaysOnly],
    );
  }
}

/** What a person has chosen. */
export interface Chosen {
  readonly channelsOff: NotificationPreferences['channelsOff'];
  readonly wishes: Wishes;
}

/** By person; of those alone who have chosen anything. */
export async function chosenBy(manager: EntityManager, personIds: readonly Id[]): Promise<Map<Id, Chosen>> {
  const rows: Row[] = await manager.query(
    `SELECT person_id, channels_off, to_char(digest_time, 'HH24:MI') AS digest_time, to_char(quiet_from, 'HH24:MI') AS quiet_from,
       to_char(quiet_until, 'HH24:MI') AS quiet_until, working_days_only
     FROM notification_preference WHERE person_id = ANY ($1)`,
    [personIds],
  );
  return new Map(
    rows.map((row) => {
      const { channels_off: channelsOff, digest_time: digestTime, quiet_from: from, quiet_until: until } = row;
      const quietHours = from !== null && until !== null ? { from, until } : null;
      return [
        row.person_id,
        { channelsOff, wishes: { digestTime, quietHours, workingDaysOnly: row.working_days_only } },
      ];
    }),
  );
}
