import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { WorkingCalendar } from '#libs/calendar';
import { digest } from '#libs/crypto';
import { EventLog } from '#libs/event-store';
import { KeptStates } from '../commands/kept-states.ts';
import { CONFIG, type Config } from '../config.ts';
import { ReadoutFiles } from '../files/readout-files.ts';
import { ReadoutTexts } from '../files/readout-texts.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { READOUT } from './readout-text.ts';
import { tellCampaign } from './tell-campaign.ts';

/** Puts the demo's campaign into an empty log: at once, because a demo is to be looked at and not waited for. */
@Injectable()
export class SeedCampaign {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    private readonly texts: ReadoutTexts,
    private readonly files: ReadoutFiles,
    private readonly keys: TextKeys,
    @Inject(WORKING_CALENDAR) private readonly calendar: WorkingCalendar,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The people are to be there before. All or nothing: of several servers that start at once one stores it, and the
   * others are refused by the store.
   */
  async seed(): Promise<void> {
    const { timeZone: zone, numberPrefix } = this.config;
    const { story, readout } = tellCampaign({ zone, calendar: this.calendar, numberPrefix });
    const bytes = Buffer.from(READOUT);
    await this.files.keep(digest(bytes), bytes);
    await this.texts.keep(digest(readout), readout);
    await this.keys.keep(story.keys);
    const events = story.inOrder();
    await this.log.importEvents(events);
    const stored = await this.log.readAll(0, events.length);
    await this.database.transaction((manager) => new KeptStates().apply(stored, manager));
  }
}
