import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IssueDirective as Input, IssueAnswer, TaskToAssign } from '#libs/contracts';
import { formatTaskNumber, type Id, type IssuedDirective, taskDecider } from '#libs/directives';
import { requireLadder } from './change-settings.ts';
import { deadlineOn } from './deadlines.ts';
import { Door } from './door.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { directiveFor, requireKnown, unitsIn } from './targets.ts';

/** Hands a directive out: its tasks are assigned in the same append. */
export class IssueDirective extends Command<Reply<IssueAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(IssueDirective)
export class IssueDirectiveHandler implements ICommandHandler<IssueDirective> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, directiveId, input }: IssueDirective) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'IssueDirective');
      const taskIds = Array.from({ length: input.tasks?.length ?? 1 }, (_, i) => newId(envelope, 'task', i));
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'IssueDirective', taskIds }, facts);

      const issued = directive.state as IssuedDirective;
      const tasks: readonly TaskToAssign[] = input.tasks ?? [
        { leadUnit: issued.leadUnit, coUnits: [...issued.coUnits] },
      ];
      await requireKnown(
        draft,
        tasks.flatMap((task, i) => unitsIn(task, `/tasks/${i}`)),
      );
      for (const [i, given] of tasks.entries()) {
        const { title = issued.title, leadUnit, coUnits, dueDate = null, ladder, cycle } = given;
        await requireLadder(draft, ladder, `/tasks/${i}/ladder`);
        const task = await draft.open(taskDecider, newId(envelope, 'task', i));
        const { number, leaderInCharge } = issued;
        const assign = {
          ...{ directiveId, parentTaskId: null, number: formatTaskNumber(number, i + 1), leaderInCharge },
          ...{ title, leadUnit, coUnits, deadline: deadlineOn(dueDate), ladder, cycle, label: issued.label },
        };
        task.decide({ ...draft.stamp, type: 'AssignTask', ...assign }, this.facts.ofNewTask(issued));
      }
      return { answer: { id: directiveId, version: directive.version, taskIds } };
    });
  }
}
