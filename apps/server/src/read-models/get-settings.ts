import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Settings } from '#libs/contracts';
import { laddersOf, settingsDecider } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { openStream } from '../commands/open-stream.ts';
import { SETTINGS_STREAM } from '../commands/stream-ids.ts';

/** What the office has settled, presets included. Read from the stream, so that it shows what was written a moment ago. */
export class GetSettings extends Query<Settings> {}

@QueryHandler(GetSettings)
export class GetSettingsHandler implements IQueryHandler<GetSettings> {
  constructor(private readonly log: EventLog) {}

  async execute(): Promise<Settings> {
    const { version, state } = await openStream(this.log, settingsDecider, SETTINGS_STREAM);
    // The contract's lists may be changed by whoever gets them; the presets' may not.
    const ladders = structuredClone(laddersOf(state)) as Settings['ladders'];
    return { id: SETTINGS_STREAM, version, ladders, thresholds: state.thresholds };
  }
}
