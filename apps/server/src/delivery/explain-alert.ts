import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { type CivilDate, civilDateAt } from '#libs/calendar';
import type { AlertReasons, LadderStep } from '#libs/contracts';
import {
  evolveTask,
  type Id,
  type Ladder,
  ladderNamed,
  noTask,
  type SettingsEvent,
  settingsDecider,
  type TaskEvent,
  type TaskState,
} from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { SETTINGS_STREAM } from '../commands/stream-ids.ts';
import { CONFIG, type Config } from '../config.ts';
import { personNames } from '../read-models/names.ts';
import { anchorOf, type ReminderAbout } from '../reminders/reminder-about.ts';
import { whyText } from '../reminders/why-text.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, WITH_NAMES_AND_STATUS } from './list-deliveries.ts';
import { type HeededRow, heededOf } from './list-told.ts';

/**
 * Why an alert, or any delivery, was sent, and who else was told: by the log, as things stood then. For whom it went to, for the office,
 * and for auditors. Throws `item.not-found` for others, and for an alert of no task.
 */
export class ExplainAlert extends Query<AlertReasons> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
  ) {
    super();
  }
}

interface ToldRow extends DeliveryRow, HeededRow {
  readonly asked: boolean;
  readonly due_version: number;
  readonly ladder: string | null;
  readonly ladder_version: number | null;
  readonly alert_id: Id | null;
}

@QueryHandler(ExplainAlert)
export class ExplainAlertHandler implements IQueryHandler<ExplainAlert> {
  constructor(
    private readonly database: DataSource,
    @Inject(EventLog) private readonly log: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute({ viewer, id }: ExplainAlert): Promise<AlertReasons> {
    const rows = await this.ofTheSameStep(id);
    const row = rows.find(({ asked }) => asked);
    const answersForIt = viewer.isOffice || viewer.roles.includes('auditor');
    if (!row || !(answersForIt || row.person_id === viewer.personId)) throw new Rejection('item.not-found');

    const { rule, about, day, due_version: dueVersion, ladder: name, ladder_version: version } = row;
    const task = await this.taskAt(row.task_id, dueVersion);
    const ladder = name === null || version === null ? null : await this.ladderAt(name, version);
    const step = ladder?.steps.find((one) => one.rule === rule) ?? null;
    const from = step?.from ?? anchorOf(rule, about);
    const counted = this.countedFrom(from, about, task);
    const nameOf = await personNames(
      this.database.manager,
      rows.flatMap(({ handled_by, person_id }) => [handled_by, person_id].filter((one) => one !== null)),
    );
    const period = about.report?.period ?? null;
    const { number: taskNumber, title: taskTitle } = about;
    return {
      ...{ id, taskId: row.task_id, taskNumber, taskTitle, rule },
      ladder: ladder && { name: ladder.name, version: ladder.version, title: ladder.title },
      step: step && (structuredClone(step) as LadderStep),
      date: { from, counted, period, day, deadline: task.status === 'none' ? null : task.deadline },
      text: whyText({ rule, ladder, step, from, counted, period, day, slip: about.slip ?? null }, viewer.language),
      told: rows.map((told) => {
        const delivery = deliveryOf(told, viewer.language);
        // A far side's words may name somebody's address.
        return answersForIt || told.person_id === viewer.personId ? delivery : { ...delivery, error: null };
      }),
      heeded: rows.flatMap((told) =>
        told.alert_id === null || told.person_id === null
          ? []
          : { person: nameOf(told.person_id), ...heededOf(told, nameOf) },
      ),
    };
  }

  private ofTheSameStep(id: Id): Promise<ToldRow[]> {
    return this.database.query(
      `SELECT ${DELIVERY_COLUMNS}, d.id = told.id AS asked, a.id AS alert_id, a.acknowledged_at, a.snoozed_until,
         a.handled_at, a.handled_by
       FROM delivery told JOIN delivery d ON d.task_id = told.task_id AND d.rule = told.rule
           AND d.due_version = told.due_version AND d.day = told.day
         ${WITH_NAMES_AND_STATUS} LEFT JOIN inbox_alert a ON a.id = d.id
       WHERE told.id = $1 ORDER BY d.claimed_at, p.name, d.channel, d.id`,
      [id],
    );
  }

  /** The task when its date was what the alert warned of. */
  private async taskAt(taskId: Id, version: number): Promise<TaskState> {
    const events = await this.log.readStream<TaskEvent>(taskId);
    return events.slice(0, version).reduce<TaskState>((state, { event }) => evolveTask(state, event), noTask);
  }

  /** Of a preset (version 0) as this program has it. */
  private async ladderAt(name: string, version: number): Promise<Ladder | null> {
    let settings = settingsDecider.initialState;
    for (const { event } of await this.log.readStream<SettingsEvent>(SETTINGS_STREAM)) {
      if (ladderNamed(settings, name)?.version === version) break;
      settings = settingsDecider.evolve(settings, event);
    }
    const ladder = ladderNamed(settings, name);
    return ladder?.version === version ? ladder : null;
  }

  private countedFrom(from: AlertReasons['date']['from'], about: ReminderAbout, task: TaskState): CivilDate | null {
    switch (from) {
      case 'deadline':
        return about.dueDate;
      case 'sign-by':
        return about.signBy;
      case 'report':
        return about.report?.due ?? null;
      case 'assignment':
        return task.status === 'none' ? null : civilDateAt(task.assignedAt, this.config.timeZone);
    }
    return from satisfies never;
  }
}
