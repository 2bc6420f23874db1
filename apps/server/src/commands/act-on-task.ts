import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#libs/contracts';
import type { EvidenceFile, ExistingTask, Id, TaskCommand } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { capacitiesFor } from '../access/policy.ts';
import { EvidenceFiles } from '../files/evidence-files.ts';
import { requireLadder } from './change-settings.ts';
import { Door } from './door.ts';
import type { Draft } from './draft.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { requireKnown, taskFor, unitsIn } from './targets.ts';

/** What can be done to one task alone, without the time and the actor, which the envelope brings. */
type Unstamped<C> = C extends TaskCommand ? Omit<C, 'at' | 'by'> : never;
type Alone = Exclude<
  TaskCommand['type'],
  | 'AssignTask'
  | 'DecomposeTask'
  | 'ReopenTask'
  | 'IssueSlip'
  | 'MoveWithDirective'
  | 'RecomputeTaskDeadline'
  | 'EndTask'
  | 'LabelTask'
>;
type Special = 'ReportProgress' | 'ClaimCompletion' | 'GrantExtension';
type Plain = Unstamped<Extract<TaskCommand, { type: Exclude<Alone, Special> }>>;
type Report = Unstamped<Extract<TaskCommand, { type: 'ReportProgress' }>>;
type Claim = Unstamped<Extract<TaskCommand, { type: 'ClaimCompletion' }>>;
type Grant = Unstamped<Extract<TaskCommand, { type: 'GrantExtension' }>>;

export type TaskAction =
  | Plain
  /** Without a unit: the one of the task's units for which the viewer stands, the lead unit first. */
  | (Omit<Report, 'unit' | 'files'> & { readonly unit: Id | null; readonly fileIds: readonly Id[] })
  | (Omit<Claim, 'files'> & { readonly fileIds: readonly Id[] })
  /** Without a date: the one asked for. */
  | (Omit<Grant, 'to'> & { readonly to: string | null });

/** Has one task's decider decide. `made` is told with the answer: ids of what the action makes. */
export class ActOnTask<Made extends object = object> extends Command<Reply<CommandAnswer & Made>> {
  constructor(
    readonly envelope: Envelope,
    readonly taskId: Id,
    readonly action: TaskAction,
    readonly made: Made,
  ) {
    super();
  }
}

@CommandHandler(ActOnTask)
export class ActOnTaskHandler implements ICommandHandler<ActOnTask> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
    private readonly evidence: EvidenceFiles,
  ) {}

  async execute({ envelope, taskId, action, made }: ActOnTask) {
    return this.door.carryOut(envelope, async (draft) => {
      const task = await taskFor(draft, taskId, action.type);
      if (action.type === 'ChooseLadder') await requireLadder(draft, action.ladder);
      if (action.type === 'ReassignTask') await requireKnown(draft, unitsIn(action));
      const facts = await this.facts.ofTask(draft, task.state);
      const of = { taskId, personId: envelope.viewer.personId };
      const files = 'fileIds' in action ? await this.evidence.want(of, action.fileIds) : [];
      task.decide({ ...draft.stamp, ...completed(action, files, task.state, draft) }, facts);
      return { answer: { id: taskId, version: task.version, ...made } };
    });
  }
}

function completed(
  action: TaskAction,
  files: readonly EvidenceFile[],
  task: ExistingTask,
  draft: Draft,
): Plain | Report | Claim | Grant {
  switch (action.type) {
    case 'ReportProgress': {
      const { fileIds, ...report } = action;
      return { ...report, files, unit: reportingUnit(action.unit, task, draft) };
    }
    case 'ClaimCompletion': {
      const { fileIds, ...claim } = action;
      return { ...claim, files };
    }
    case 'GrantExtension':
      return { ...action, to: action.to ?? task.pendingExtension?.to ?? task.deadline?.date ?? '' };
    default:
      return action;
  }
}

/**
 * Nobody reports in the name of a unit in which they hold no post: the lead unit's percent becomes the task's. Whoever is
 * also a deputy reports for a unit of their own unless they name the other one.
 */
function reportingUnit(unit: Id | null, task: ExistingTask, draft: Draft): Id {
  for (const capacity of capacitiesFor(draft.envelope.viewer, 'ReportProgress', task)) {
    const reporting = [task.leadUnit, ...task.coUnits].find(
      (one) => capacity.unitIds.includes(one) && (unit === null || one === unit),
    );
    if (reporting === undefined) continue;
    draft.actAs(capacity);
    return reporting;
  }
  throw new Rejection('access.denied', { action: 'ReportProgress' });
}
