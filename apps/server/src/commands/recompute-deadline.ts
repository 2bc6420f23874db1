import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, RecomputeDeadline as Input } from '#libs/contracts';
import type { Deadline, Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { countedAnew } from '../reading/counted-anew.ts';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts, openTasksAmong } from './facts.ts';
import { directiveFor } from './targets.ts';

/**
 * The office's word on a date that the newer edition of the calendar puts elsewhere: it moves, and with it the open tasks
 * that inherited it; or it stays, and is not asked about again.
 */
export class RecomputeDeadline extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(RecomputeDeadline)
export class RecomputeDeadlineHandler implements ICommandHandler<RecomputeDeadline> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, directiveId, input }: RecomputeDeadline) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'RecomputeDeadline');
      const present = 'deadline' in directive.state ? directive.state.deadline : null;
      const { meetingDate } = await this.facts.ofDirective(draft, directive.state);
      const date = present && countedAnew(present, meetingDate, this.facts.calendar);
      if (present === null || date === null) throw new Rejection('directive.not-counted');
      const moves = input.decision === 'move';
      const deadline: Deadline = {
        ...present,
        calendarVersion: this.facts.calendar.version,
        date: moves ? date : present.date,
      };
      if (moves && 'taskIds' in directive.state) {
        for (const task of await openTasksAmong(draft, directive.state.taskIds)) {
          if (task.state.deadline?.date !== present.date) continue;
          const facts = await this.facts.ofTask(draft, task.state);
          const ceiling = task.state.parentTaskId === null ? date : facts.ceiling;
          task.decide({ ...draft.stamp, type: 'MoveWithDirective', to: date }, { ...facts, ceiling });
        }
      }
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'RecomputeDeadline', deadline }, facts);
      return { answer: { id: directiveId, version: directive.version } };
    });
  }
}
