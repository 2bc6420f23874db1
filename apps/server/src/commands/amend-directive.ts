import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer, AmendDirective as Input } from '#libs/contracts';
import type { Deadline, ExistingDirective, Id } from '#libs/directives';
import { deadlineOn } from './deadlines.ts';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { directiveFor, requireKnown } from './targets.ts';

/** Changes what a directive says; what is left out stays as it is. */
export class AmendDirective extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(AmendDirective)
export class AmendDirectiveHandler implements ICommandHandler<AmendDirective> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, directiveId, input }: AmendDirective) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'AmendDirective');
      await requireKnown(draft, [], input.leaderInCharge);
      const amend = amended(directive.state, input);
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'AmendDirective', ...amend }, facts);
      return { answer: { id: directiveId, version: directive.version } };
    });
  }
}

function amended(directive: ExistingDirective, input: Input) {
  const { targets, leaderInCharge } = 'targets' in directive ? directive : { targets: [], leaderInCharge: null };
  return {
    title: input.title ?? directive.title,
    targets: input.targets ?? targets,
    leaderInCharge: input.leaderInCharge === undefined ? leaderInCharge : input.leaderInCharge,
    deadline: deadlineAfter(directive, input),
    reason: input.reason,
  };
}

/** The date it has keeps the rule that gave it, also when it is sent along unchanged. */
function deadlineAfter(directive: ExistingDirective, { dueDate }: Input): Deadline | null {
  const present = 'deadline' in directive ? directive.deadline : null;
  if (dueDate === undefined || dueDate === present?.date) return present;
  return deadlineOn(dueDate, directive.clock?.readings);
}
