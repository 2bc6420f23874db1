import { isNewerEdition, nameOfEdition } from '#libs/calendar';
import type { Decider } from '#libs/event-sourcing';
import { sameValue } from '../same-value.ts';
import { requireText } from '../text.ts';
import type { AdoptCalendar, SetLadder, SetLightThresholds, SettingsCommand } from './commands.ts';
import type { SettingsEvent } from './events.ts';
import { reject } from './rejections.ts';
import { ladderNamed, noSettings, presentCalendar, type SettingsState } from './state.ts';

/** What holds for the whole deployment (设置): the ladders by which people are reminded, and when lights change. */
export const settingsDecider: Decider<SettingsCommand, SettingsState, SettingsEvent> = {
  name: 'settings',
  shape: 3,
  initialState: noSettings,
  evolve(settings, event) {
    const version = settings.version + 1;
    switch (event.type) {
      case 'LadderSet': {
        const { name, title, steps, at } = event;
        const ladder = { name, title, version: (settings.ladders[name]?.version ?? 0) + 1, since: at, steps };
        return { ...settings, version, ladders: { ...settings.ladders, [name]: ladder } };
      }
      case 'LightThresholdsSet':
        return { ...settings, version, thresholds: event.thresholds };
      case 'CalendarAdopted': {
        const { edition, days, at } = event;
        return { ...settings, version, calendars: [...settings.calendars, { edition, since: at, days }] };
      }
    }
    return event satisfies never;
  },
  decide(command, settings) {
    switch (command.type) {
      case 'SetLadder':
        return setLadder(command, settings);
      case 'SetLightThresholds':
        return setLightThresholds(command, settings);
      case 'AdoptCalendar':
        return adoptCalendar(command, settings);
    }
    return command satisfies never;
  },
};

function setLadder({ at, by, name, title, steps }: SetLadder, settings: SettingsState): SettingsEvent[] {
  const named = { zh: requireText('title-zh', title.zh, 100), en: requireText('title-en', title.en, 200) };
  if (steps.length === 0) reject('settings.ladder-empty');
  const twice = steps.find(({ rule }, i) => steps.findIndex((other) => other.rule === rule) < i);
  if (twice) reject('settings.rule-twice', { rule: twice.rule });
  const present = ladderNamed(settings, name);
  if (present && sameValue([present.title, present.steps], [named, steps])) return [];
  return [{ type: 'LadderSet', at, by, name, title: named, steps }];
}

function setLightThresholds({ at, by, thresholds }: SetLightThresholds, settings: SettingsState): SettingsEvent[] {
  if (sameValue(settings.thresholds, thresholds)) return [];
  return [{ type: 'LightThresholdsSet', at, by, thresholds }];
}

function adoptCalendar({ at, by, edition, days }: AdoptCalendar, settings: SettingsState): SettingsEvent[] {
  const present = presentCalendar(settings);
  if (present && !isNewerEdition(edition, present.edition)) return [];
  return [{ type: 'CalendarAdopted', at, by, calendar: nameOfEdition(edition), edition, days }];
}
