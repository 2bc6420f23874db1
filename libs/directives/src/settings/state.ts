import type { CalendarDays } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import { defaultThresholds, type LightThresholds } from '../lights/light.ts';
import type { Ladder } from '../reminders/ladder.ts';
import { DEFAULT_LADDER } from '../reminders/ladder.ts';
import { PRESETS } from '../reminders/presets.ts';

/** What the office has settled for the whole deployment. The order of the keys means nothing. */
export interface SettingsState {
  /** Events folded so far: the version of the stream. */
  readonly version: number;
  /** By name: those that the office wrote. */
  readonly ladders: Readonly<Record<string, Ladder>>;
  /** By which lights are decided. */
  readonly thresholds: LightThresholds;
  /** The editions of the working calendar that were in force one after the other; the last is. */
  readonly calendars: readonly AdoptedCalendar[];
}

/** An edition of a calendar, and from when on it was in force. */
export interface AdoptedCalendar {
  readonly edition: string;
  readonly since: Instant;
  readonly days: CalendarDays;
}

export const noSettings: SettingsState = { version: 0, ladders: {}, thresholds: defaultThresholds, calendars: [] };

/** The edition that is in force; null when none was told of yet. */
export function presentCalendar({ calendars }: SettingsState): AdoptedCalendar | null {
  return calendars.at(-1) ?? null;
}

/** Presets and the office's own, by name. */
export function laddersOf({ ladders }: SettingsState): Ladder[] {
  const presets = PRESETS.filter(({ name }) => !(name in ladders));
  return [...presets, ...Object.values(ladders)].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Null for a name that nobody gave. */
export function ladderNamed({ ladders }: SettingsState, name: string): Ladder | null {
  return ladders[name] ?? PRESETS.find((preset) => preset.name === name) ?? null;
}

/** By which ladder a task that names this one is reminded of. Ladders are never taken away, so it is that one. */
export function ladderFor(settings: SettingsState, name: string): Ladder {
  const ladder = ladderNamed(settings, name) ?? ladderNamed(settings, DEFAULT_LADDER);
  if (ladder === null) throw new Error(`There is no ladder ${name}`);
  return ladder;
}
