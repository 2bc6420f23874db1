import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { HandOverTask } from '#libs/contracts';
import {
  afterTaskEvent,
  ladderFor,
  type SettingsEvent,
  type SettingsState,
  settingsDecider,
  stepsToCome,
  taskDecider,
  unreminded,
} from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { SETTINGS_STREAM } from '../commands/stream-ids.ts';
import { CONFIG, type Config } from '../config.ts';
import { EvidenceFiles } from '../files/evidence-files.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { readItem, type TaskItem } from './items.ts';
import type { Moment } from './moments.ts';
import { type Names, namesOf } from './names.ts';
import { filesIn, namedIn, wordsOf } from './task-detail.ts';
import { namedInTasks, taskRow } from './task-rows.ts';
import type { TaskVersion } from './tasks.ts';

/** The next steps of its ladder that a sheet names of each task. */
const NEXT_REMINDERS = 3;

/** Tasks as a hand-over sheet shows them, read from their streams up to the moment. Who may see them is the caller's to know. */
@Injectable()
export class HandOverTasks {
  constructor(
    private readonly database: DataSource,
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly files: EvidenceFiles,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** In the order of the rows. */
  async read(rows: readonly Pick<TaskVersion, 'id'>[], moment: Moment): Promise<HandOverTask[]> {
    const items: TaskItem[] = [];
    for (const { id } of rows) {
      const item = await readItem(this, taskDecider, 'TaskAssigned', id, moment.position);
      if (!item || item.state.status === 'none') continue;
      items.push({ ...item, state: item.state, present: item.present as typeof item.state });
    }
    const said = items.map(namedIn);
    const { units, posts } = namedInTasks(items.map(shownOf));
    const named = { units: [...units, ...said.flatMap((one) => one.units)], posts };
    const people = said.flatMap((one) => one.people);
    const names = await namesOf(this.database.manager, { ...named, people }, moment.organisation);
    const fileNames = await this.files.names(items.flatMap(filesIn));
    const settings = await this.settingsAt(moment);
    return items.map((item) => ({
      task: { ...taskRow(shownOf(item), names, moment), ...wordsOf(item, names, fileNames) },
      dispute: disputeOf(item, names),
      reminders: this.remindersOf(item, settings, moment),
    }));
  }

  private async settingsAt({ position }: Moment): Promise<SettingsState> {
    const stored = await this.log.readStream<SettingsEvent>(SETTINGS_STREAM);
    return stored
      .filter((one) => position === null || one.position <= position)
      .reduce((state, { event }) => settingsDecider.evolve(state, event), settingsDecider.initialState);
  }

  private remindersOf({ events, state }: TaskItem, settings: SettingsState, { now, context }: Moment) {
    const { digestTime, timeZone: zone } = this.config;
    const reminded = events.reduce((task, { event }) => afterTaskEvent(task, event), unreminded);
    return stepsToCome(reminded, ladderFor(settings, state.ladder), { zone, digestTime, calendar: context.calendar })
      .filter(({ at }) => at > now)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.step.rule < b.step.rule ? -1 : 1))
      .slice(0, NEXT_REMINDERS)
      .map(({ step, at }) => ({ rule: step.rule, at }));
  }
}

function shownOf({ id, state, last }: TaskItem) {
  return { id, state, position: last.position, changedAt: last.event.at };
}

function disputeOf({ state, events }: TaskItem, names: Names): HandOverTask['dispute'] {
  const said = events.findLast(({ event }) => event.type === 'TaskDisputed')?.event;
  if (state.status !== 'disputed' || said?.type !== 'TaskDisputed') return null;
  return { reason: said.reason, by: names.person(said.by), at: said.at };
}
