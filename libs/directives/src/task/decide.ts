import type { Decider } from '#libs/event-sourcing';
import { assign, decompose, dispute, reassign, signFor, start, uphold } from './assignment.ts';
import type { TaskCommand } from './commands.ts';
import { claimCompletion, close, end, lookBack, reopen, returnCompletion } from './completion.ts';
import type { TaskEvent } from './events.ts';
import { evolve } from './evolve.ts';
import {
  grantExtension,
  moveWithDirective,
  recomputeTask,
  redate,
  refuseExtension,
  requestExtension,
} from './extension.ts';
import type { TaskFacts } from './facts.ts';
import { label } from './labelling.ts';
import { remark, reportProgress, resume, returnReport, suspend, urge } from './progress.ts';
import { chooseLadder, setCycle } from './reminding.ts';
import { answerSlip, issueSlip } from './slips.ts';
import { noTask, type TaskState } from './state.ts';

/** What one lead unit answers for (任务), from its assignment to its look-back. The date that is judged is the task's. */
export const taskDecider: Decider<TaskCommand, TaskState, TaskEvent, TaskFacts> = {
  name: 'task',
  shape: 2,
  initialState: noTask,
  evolve,
  decide(command, task, facts) {
    switch (command.type) {
      case 'AssignTask':
        return assign(command, task, facts);
      case 'SignForTask':
        return signFor(command, task);
      case 'DisputeTask':
        return dispute(command, task);
      case 'UpholdAssignment':
        return uphold(command, task, facts);
      case 'ReassignTask':
        return reassign(command, task, facts);
      case 'StartTask':
        return start(command, task);
      case 'DecomposeTask':
        return decompose(command, task);
      case 'ReportProgress':
        return reportProgress(command, task);
      case 'ReturnReport':
        return returnReport(command, task);
      case 'RequestExtension':
        return requestExtension(command, task, facts);
      case 'GrantExtension':
        return grantExtension(command, task, facts);
      case 'RefuseExtension':
        return refuseExtension(command, task);
      case 'RedateTask':
        return redate(command, task, facts);
      case 'UrgeTask':
        return urge(command, task);
      case 'SuspendTask':
        return suspend(command, task);
      case 'ResumeTask':
        return resume(command, task, facts);
      case 'ClaimCompletion':
        return claimCompletion(command, task, facts);
      case 'ReturnCompletion':
        return returnCompletion(command, task);
      case 'CloseTask':
        return close(command, task, facts);
      case 'LookBackAtTask':
        return lookBack(command, task);
      case 'ReopenTask':
        return reopen(command, task, facts);
      case 'RecordRemark':
        return remark(command, task);
      case 'IssueSlip':
        return issueSlip(command, task, facts);
      case 'AnswerSlip':
        return answerSlip(command, task);
      case 'MoveWithDirective':
        return moveWithDirective(command, task, facts);
      case 'RecomputeTaskDeadline':
        return recomputeTask(command, task, facts);
      case 'ChooseLadder':
        return chooseLadder(command, task);
      case 'SetFeedbackCycle':
        return setCycle(command, task);
      case 'LabelTask':
        return label(command, task);
      case 'EndTask':
        return end(command, task);
    }
    return command satisfies never;
  },
};
