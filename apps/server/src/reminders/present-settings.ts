import type { EntityManager } from 'typeorm';
import type { WorkingCalendar } from '#libs/calendar';
import { presentCalendar, type SettingsEvent, type SettingsState, settingsDecider } from '#libs/directives';
import { calendarInForce } from '../adopted-calendar.ts';
import { SETTINGS_STREAM } from '../commands/stream-ids.ts';
import { eventSchemas } from '../event-schemas.ts';

/** The calendar in force in this transaction; `own` until the log was told of one. */
export async function presentCalendarIn(manager: EntityManager, own: WorkingCalendar): Promise<WorkingCalendar> {
  return calendarInForce(presentCalendar(await presentSettings(manager)), own);
}

/** The settings as their stream stands in this transaction. */
export async function presentSettings(manager: EntityManager): Promise<SettingsState> {
  const rows: { type: string; schema_version: number; data: Record<string, unknown> }[] = await manager.query(
    `SELECT type, schema_version, data FROM event WHERE stream_id = $1 ORDER BY version`,
    [SETTINGS_STREAM],
  );
  return rows
    .map(({ type, schema_version, data }) => eventSchemas.upcast(type, schema_version, data) as SettingsEvent)
    .reduce(settingsDecider.evolve, settingsDecider.initialState);
}
