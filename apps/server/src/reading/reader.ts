import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import type { LocalName } from '#libs/contracts';
import type { Id } from '#libs/directives';
import type { Proposal, Proposals } from '#libs/readout';
import { CONFIG, type Config } from '../config.ts';
import { dated } from './dated.ts';
import { readAside } from './read-aside.ts';
import { readText } from './read-text.ts';

/** Characters that are read within some tens of milliseconds; longer texts are worth a thread of their own. */
const AT_ONCE_LIMIT = 10_000;

/** A unit of the organisation as texts name it. */
export interface NamedUnit {
  readonly id: Id;
  readonly parentId: Id | null;
  readonly name: LocalName;
}

/** The reader with what it knows of this deployment: its working calendar and its units. */
@Injectable()
export class Reader {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What a text proposes. A long one keeps nothing else waiting. Throws `readout.too-many-proposals`, `readout.too-heavy`. */
  async read(text: string, meetingDate: CivilDate): Promise<Proposals> {
    const units = (await this.units()).map(({ name }) => ({ name: name.zh, aliases: [name.en] }));
    const given = { text, meetingDate, calendar: this.config.workingCalendar, units };
    return text.length > AT_ONCE_LIMIT ? readAside(given) : readText(given);
  }

  async units(): Promise<NamedUnit[]> {
    return this.database.query('SELECT id, parent_id AS "parentId", name FROM unit_row ORDER BY id');
  }
}

/** What the log keeps of a proposal: a clock that has no date by default has no readings yet. */
export function asGiven({ quote, title, clock, rule }: Pick<Proposal, 'quote' | 'title' | 'clock'> & { rule: string }) {
  if (!clock) return { quote, title, rule, clock };
  const { expression, asks } = clock;
  const readings = (clock.date ? clock.readings : []).map((reading) => dated(reading, reading.expression));
  return { quote, title, rule, clock: { expression, readings, ...(asks && { asks }) } };
}
