import { Rejection } from '#libs/event-sourcing';

/** Every answer "not allowed" of the settings. Stable for clients; each has a sentence in `libs/messages`. */
export const SETTINGS_REJECTIONS = ['settings.ladder-empty', 'settings.rule-twice'] as const;
export type SettingsRejection = (typeof SETTINGS_REJECTIONS)[number];

export function reject(code: SettingsRejection, params: Rejection['params'] = {}): never {
  throw new Rejection<SettingsRejection>(code, params);
}
