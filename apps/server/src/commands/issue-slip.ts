import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addWorkingDays } from '#libs/calendar';
import type { IssueSlip as Input, SlipAnswer } from '#libs/contracts';
import { type Id, settingsDecider } from '#libs/directives';
import { CONFIG, type Config } from '../config.ts';
import { Door } from './door.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { Facts } from './facts.ts';
import { SETTINGS_STREAM } from './stream-ids.ts';
import { takeNumber } from './take-number.ts';
import { taskFor } from './targets.ts';

/** Working days within which a slip is answered when it does not say by when. */
const DAYS_TO_ANSWER = 3;

/** Sends the lead unit a slip (督办单) under the next number of the year. */
export class IssueSlip extends Command<Reply<SlipAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly taskId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(IssueSlip)
export class IssueSlipHandler implements ICommandHandler<IssueSlip> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute({ envelope, taskId, input }: IssueSlip) {
    return this.door.carryOut(envelope, async (draft) => {
      const task = await taskFor(draft, taskId, 'IssueSlip');
      const { thresholds } = (await draft.open(settingsDecider, SETTINGS_STREAM)).state;
      const calendar = await this.facts.calendarInForce(draft);
      const facts = { ...(await this.facts.ofTask(draft, task.state)), thresholds, calendar };
      const { today, year } = this.facts;
      const slipId = newId(envelope, 'slip');
      const number = await takeNumber(draft, `${this.config.numberPrefix}单`, year, slipId);
      const { colour, text, answerBy = addWorkingDays(calendar, today, DAYS_TO_ANSWER) } = input;
      task.decide({ ...draft.stamp, type: 'IssueSlip', slipId, number, colour, text, answerBy }, facts);
      return { answer: { id: taskId, version: task.version, slipId, number } };
    });
  }
}
