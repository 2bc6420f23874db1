import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#libs/contracts';
import { type AdoptCalendar, ladderNamed, type SettingsCommand, settingsDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { Door } from './door.ts';
import type { Draft } from './draft.ts';
import type { Envelope, Reply } from './envelope.ts';
import { SETTINGS_STREAM } from './stream-ids.ts';

/** What the office changes; calendars come with servers. */
export type SettingsChange =
  Exclude<SettingsCommand, AdoptCalendar> extends infer C
    ? C extends SettingsCommand
      ? Omit<C, 'at' | 'by'>
      : never
    : never;

/** Has the settings decide. */
export class ChangeSettings extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly change: SettingsChange,
  ) {
    super();
  }
}

@CommandHandler(ChangeSettings)
export class ChangeSettingsHandler implements ICommandHandler<ChangeSettings> {
  constructor(private readonly door: Door) {}

  async execute({ envelope, change }: ChangeSettings) {
    return this.door.carryOut(envelope, async (draft) => {
      draft.permit(change.type);
      const settings = await draft.open(settingsDecider, SETTINGS_STREAM);
      draft.requireVersion(settings);
      settings.decide({ ...draft.stamp, ...change });
      return { answer: { id: SETTINGS_STREAM, version: settings.version } };
    });
  }
}

/** Throws `ladder.unknown` for a name that neither a preset nor the office has. */
export async function requireLadder(draft: Draft, name: string | undefined, pointer = '/ladder'): Promise<void> {
  if (name === undefined) return;
  const { state } = await draft.open(settingsDecider, SETTINGS_STREAM);
  if (ladderNamed(state, name) === null) throw new Rejection('ladder.unknown', { name, pointer });
}
