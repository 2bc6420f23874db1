import type { EntityManager } from 'typeorm';
import { type CalendarAdopted, type LightContext, type LightThresholdsSet, noSettings } from '#libs/directives';
import type { DomainEvent } from '#libs/event-sourcing';
import type { Position } from '#libs/event-store';
import { calendarInForce } from '../adopted-calendar.ts';
import { SETTINGS_STREAM } from '../commands/stream-ids.ts';
import { eventSchemas } from '../event-schemas.ts';
import type { DayContext } from './light-context.ts';

/** The settings by which lights are decided. */
type LightSetting = LightThresholdsSet | CalendarAdopted;

/** Of which lights are reckoned anew. */
export const LIGHT_SETTINGS: readonly LightSetting['type'][] = ['LightThresholdsSet', 'CalendarAdopted'];

export function isLightSetting(event: DomainEvent): event is LightSetting {
  return (LIGHT_SETTINGS as readonly string[]).includes(event.type);
}

/** By what lights are decided before the office has set anything, and before the log was told of a calendar. */
export function lightsAtFirst(days: DayContext): LightContext {
  return { ...days, thresholds: noSettings.thresholds };
}

/** By what lights are decided from the event on. */
export function lightsAfter(context: LightContext, event: LightSetting, { calendar }: DayContext): LightContext {
  switch (event.type) {
    case 'LightThresholdsSet':
      return { ...context, thresholds: event.thresholds };
    case 'CalendarAdopted':
      return { ...context, calendar: calendarInForce(event, calendar) };
  }
  return event satisfies never;
}

/** By what lights are decided, as the log told up to a position; null: up to its end. */
export async function lightsAsOf(
  database: Pick<EntityManager, 'query'>,
  position: Position | null,
  days: DayContext,
): Promise<LightContext> {
  const last: { type: string; schema_version: number; data: Record<string, unknown> }[] = await database.query(
    `SELECT DISTINCT ON (type) type, schema_version, data FROM event
     WHERE stream_id = $1 AND type = ANY ($2) AND ($3::bigint IS NULL OR position <= $3) ORDER BY type, version DESC`,
    [SETTINGS_STREAM, LIGHT_SETTINGS, position],
  );
  return last
    .map(({ type, schema_version, data }) => eventSchemas.upcast(type, schema_version, data) as LightSetting)
    .reduce((context, event) => lightsAfter(context, event, days), lightsAtFirst(days));
}
