import { Inject, Injectable } from '@nestjs/common';
import { type CivilDate, type WorkingCalendar, yearOf } from '#libs/calendar';
import {
  type DirectiveFacts,
  type DirectiveState,
  directiveDecider,
  type ExistingTask,
  type Id,
  type IssuedDirective,
  isOpen,
  type OpenTask,
  presentCalendar,
  readoutDecider,
  settingsDecider,
  type TaskFacts,
  type TaskState,
  taskDecider,
} from '#libs/directives';
import { calendarInForce } from '../adopted-calendar.ts';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import type { Draft } from './draft.ts';
import { SETTINGS_STREAM } from './stream-ids.ts';
import type { TaskInDraft } from './targets.ts';

/** What decisions need besides their own stream. The draft guards every stream that is read for it. */
@Injectable()
export class Facts {
  constructor(
    private readonly clock: Clock,
    @Inject(WORKING_CALENDAR) readonly calendar: WorkingCalendar,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The one by which lights are reckoned, whichever edition this server came up with. */
  async calendarInForce(draft: Draft): Promise<WorkingCalendar> {
    const { state } = await draft.open(settingsDecider, SETTINGS_STREAM);
    return calendarInForce(presentCalendar(state), this.calendar);
  }

  get today() {
    return this.clock.today();
  }

  get year(): number {
    return yearOf(this.today);
  }

  /** For a task that is there: its ceiling and its relatives as they are. */
  async ofTask(draft: Draft, task: ExistingTask): Promise<TaskFacts> {
    const directive = await draft.open(directiveDecider, task.directiveId);
    const parent = task.parentTaskId === null ? null : await draft.open(taskDecider, task.parentTaskId);
    const children = await openTasksAmong(draft, task.childTaskIds);
    return {
      ...this.ofDay(),
      ceiling: dateOf(parent ? parent.state : directive.state),
      openChildren: children.length,
      latestChildDue:
        children
          .flatMap(({ state }) => dateOf(state) ?? [])
          .sort()
          .at(-1) ?? null,
      directiveOpen: directive.state.status === 'issued',
      parentOpen: parent === null || isOpen(parent.state),
    };
  }

  /** For a task that is being assigned below an open directive, or below an open task. */
  ofNewTask(above: IssuedDirective | ExistingTask): TaskFacts {
    return {
      ...this.ofDay(),
      ceiling: dateOf(above),
      openChildren: 0,
      latestChildDue: null,
      directiveOpen: true,
      parentOpen: true,
    };
  }

  async ofDirective(
    draft: Draft,
    directive: DirectiveState,
    others: { number?: string | null; targetOpen?: boolean } = {},
  ): Promise<DirectiveFacts> {
    const readout = directive.status === 'none' ? null : await draft.open(readoutDecider, directive.readoutId);
    const openTasks = await openTasksAmong(draft, 'taskIds' in directive ? directive.taskIds : []);
    const dates = openTasks.flatMap(({ state }) => dateOf(state) ?? []).sort();
    return {
      meetingDate: readout?.state.status === 'imported' ? readout.state.meetingDate : this.today,
      number: others.number ?? null,
      openTasks: openTasks.length,
      latestOpenTaskDue: dates.at(-1) ?? null,
      targetOpen: others.targetOpen ?? false,
    };
  }

  private ofDay() {
    return { today: this.today, zone: this.config.timeZone, calendar: this.calendar };
  }
}

/** Of these tasks and all their children, those that are open. */
export async function openTasksAmong(
  draft: Draft,
  ids: readonly Id[],
): Promise<(TaskInDraft & { readonly state: OpenTask })[]> {
  const tasks = await Promise.all(ids.map((id) => draft.open(taskDecider, id)));
  const families = await Promise.all(
    tasks.map(async (task) => {
      const children = task.state.status === 'none' ? [] : await openTasksAmong(draft, task.state.childTaskIds);
      return isOpen(task.state) ? [task as TaskInDraft & { readonly state: OpenTask }, ...children] : children;
    }),
  );
  return families.flat();
}

function dateOf(item: DirectiveState | TaskState): CivilDate | null {
  return 'deadline' in item ? (item.deadline?.date ?? null) : null;
}
