import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DecomposeAnswer, DecomposeTask as Input } from '#libs/contracts';
import { type ExistingTask, formatTaskNumber, type Id, taskDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import type { Viewer } from '../access/viewer.ts';
import { deadlineOn } from './deadlines.ts';
import { Door } from './door.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { requireKnown, taskFor } from './targets.ts';

/** Breaks a task down: its children are assigned in the same append. */
export class DecomposeTask extends Command<Reply<DecomposeAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly taskId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(DecomposeTask)
export class DecomposeTaskHandler implements ICommandHandler<DecomposeTask> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, taskId, input }: DecomposeTask) {
    return this.door.carryOut(envelope, async (draft) => {
      const parent = await taskFor(draft, taskId, 'DecomposeTask');
      const task = parent.state;
      const children = input.children.map(({ title, leadUnit = task.leadUnit, dueDate = null }, i) => {
        return { taskId: newId(envelope, 'child', i), title, leadUnit, dueDate };
      });
      const units = children.map(({ leadUnit }, i) => ({ id: leadUnit, pointer: `/children/${i}/leadUnit` }));
      await requireKnown(draft, units);
      requireWithinReach(units, task, envelope.viewer);

      const facts = await this.facts.ofTask(draft, task);
      parent.decide({ ...draft.stamp, type: 'DecomposeTask', children }, facts);
      for (const [i, child] of children.entries()) {
        const assigned = await draft.open(taskDecider, child.taskId);
        const { directiveId, leaderInCharge, ladder, label } = task;
        const number = formatTaskNumber(task.number, task.childTaskIds.length + i + 1);
        const given = { directiveId, parentTaskId: taskId, number, coUnits: [], leaderInCharge, ladder, label };
        const { title, leadUnit, dueDate } = child;
        assigned.decide(
          { ...draft.stamp, type: 'AssignTask', ...given, title, leadUnit, deadline: deadlineOn(dueDate) },
          this.facts.ofNewTask(task),
        );
      }
      const childTaskIds = children.map((child) => child.taskId);
      return { answer: { id: taskId, version: parent.version, childTaskIds } };
    });
  }
}

/** A lead unit hands parts to itself, to units below it and to the task's co-units; for others it asks the office. */
function requireWithinReach(units: { id: Id; pointer: string }[], task: ExistingTask, viewer: Viewer): void {
  const beyond = units.find(({ id }) => !viewer.visibleUnitIds.includes(id) && !task.coUnits.includes(id));
  if (beyond) throw new Rejection('unit.beyond-reach', { ...beyond });
}
