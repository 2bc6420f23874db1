import type { Decider } from '#libs/event-sourcing';
import { sameValue } from '../same-value.ts';
import { requireText } from '../text.ts';
import type { SetLadder, SettingsCommand } from './commands.ts';
import type { SettingsEvent } from './events.ts';
import { reject } from './rejections.ts';
import { ladderNamed, noSettings, type SettingsState } from './state.ts';

/** What holds for the whole deployment (设置): the ladders by which people are reminded. */
export const settingsDecider: Decider<SettingsCommand, SettingsState, SettingsEvent> = {
  name: 'settings',
  shape: 1,
  initialState: noSettings,
  evolve(settings, event) {
    const version = settings.version + 1;
    switch (event.type) {
      case 'LadderSet': {
        const { name, title, steps, at } = event;
        const ladder = { name, title, version: (settings.ladders[name]?.version ?? 0) + 1, since: at, steps };
        return { ...settings, version, ladders: { ...settings.ladders, [name]: ladder } };
      }
    }
    return event.type satisfies never;
  },
  decide(command, settings) {
    switch (command.type) {
      case 'SetLadder':
        return setLadder(command, settings);
    }
    return command.type satisfies never;
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
