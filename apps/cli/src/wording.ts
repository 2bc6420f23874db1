import type { TFunction } from 'i18next';
import type { CivilDate } from '#libs/calendar';
import type { LightReason, LocalName, TaskRow } from '#libs/contracts';
import { type Language, LIGHT_SHAPES, translator } from '#libs/messages';

/** How dates, names and terms read in one language. */
export class Wording {
  readonly t: TFunction;
  private readonly weekday: Intl.DateTimeFormat;

  constructor(readonly language: Language) {
    this.t = translator(language);
    this.weekday = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short' });
  }

  /** `2022-12-25 Sun`, `2022-12-25 周日`. */
  day(date: CivilDate): string {
    return `${date} ${this.weekday.format(Date.parse(`${date}T00:00:00Z`))}`;
  }

  name(name: LocalName): string {
    return name[this.language];
  }

  /** A rule of the reminder ladder; one that has no name yet goes by its id. */
  reminderRule(rule: string): string {
    return this.t(`rules.${rule}` as 'rules.late', { defaultValue: rule });
  }

  /** How a date was counted. */
  reading(rule: string): string {
    return this.t(`readings.${rule}` as 'readings.inherited', { defaultValue: rule });
  }

  light(light: TaskRow['light']): string {
    return `${LIGHT_SHAPES[light]} ${this.t(`terms.light.${light}`)}`;
  }

  /** Why a light shows what it shows. */
  because(reasons: readonly LightReason[]): string {
    const sentences = reasons.map(({ code, params }) =>
      this.t(`terms.lightReason.${code}` as 'terms.lightReason.silent', { ...params, defaultValue: code }),
    );
    return sentences.join(this.language === 'zh' ? '；' : '; ');
  }
}
