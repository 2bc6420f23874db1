import type { TFunction } from 'i18next';
import { CommandAnswer, ExtensionAnswer, ReportAnswer } from '#libs/contracts';
import { type Api, ApiProblem } from './api.ts';
import type { Cast, StoryUnit } from './cast.ts';
import type { Deed } from './facts.ts';
import type { Act, PlannedTask } from './plan.ts';

/** A task of the story while it is played. */
export interface LiveTask {
  readonly id: string;
  readonly number: string;
  readonly directiveId: string;
  readonly directiveNumber: string;
  readonly unit: StoryUnit;
  readonly plan: PlannedTask;
  readonly firstDueDate: string;
  dueDate: string;
  /** Its stream's version after the last command: what the next one is meant for. */
  version: number;
  requestId: string | null;
  closed: boolean;
}

/** Does to the task what the plan says, through the API, as whom it behoves; answers with what to tell of it. */
export async function perform(act: Act, task: LiveTask, { clerk, leader }: Cast, t: TFunction): Promise<Deed | null> {
  const { number } = task;
  const { liaison } = task.unit;
  const said = <
    Key extends 'urge' | 'remark' | 'claim' | 'returned' | 'verified' | 'silent' | 'extension' | 'lateExtension',
  >(
    key: Key,
  ) => t(`story.said.${key}`);
  const send = async <Answer extends typeof CommandAnswer>(
    api: Api,
    command: string,
    body: object,
    contract: Answer,
  ) => {
    const answer = await api.post(`/tasks/${task.id}/${command}`, body, contract, task.version);
    task.version = answer.version;
    return answer;
  };

  switch (act.kind) {
    case 'sign-for':
      await send(liaison.api, 'sign-for', {}, CommandAnswer);
      return { fact: 'deed', kind: 'sign-for', number, who: liaison.who };
    case 'report-progress': {
      const { percent, stage } = act;
      const text = stage === null ? said('silent') : t('story.said.progress', { returnObjects: true })[stage];
      await send(liaison.api, 'report-progress', { percent, text }, ReportAnswer);
      return { fact: 'deed', kind: 'report-progress', number, who: liaison.who, percent, text };
    }
    case 'request-extension': {
      const { to } = act;
      const text = said('extension');
      const answer = await send(liaison.api, 'request-extension', { to, reason: text }, ExtensionAnswer);
      task.requestId = answer.requestId;
      return { fact: 'deed', kind: 'request-extension', number, who: liaison.who, from: task.dueDate, to, text };
    }
    case 'grant-extension': {
      const { to } = act;
      const from = task.dueDate;
      await send(clerk.api, 'grant-extension', { requestId: task.requestId }, CommandAnswer);
      task.dueDate = to;
      return { fact: 'deed', kind: 'grant-extension', number, who: clerk.who, from, to };
    }
    case 'request-too-late': {
      const { to } = act;
      const refusal = await send(
        liaison.api,
        'request-extension',
        { to, reason: said('lateExtension') },
        ExtensionAnswer,
      )
        .then(() => new Error(`${number} was late, and its request for an extension was taken`))
        .catch((error: unknown) => error);
      if (!(refusal instanceof ApiProblem) || refusal.problem.code !== 'task.extension-too-late') throw refusal;
      const text = refusal.problem.detail;
      return { fact: 'deed', kind: 'request-refused', number, who: liaison.who, from: task.dueDate, to, text };
    }
    case 'urge':
      await send(clerk.api, 'urge', { text: said('urge') }, CommandAnswer);
      return { fact: 'deed', kind: 'urge', number, who: clerk.who, text: said('urge') };
    case 'remark':
      if (leader === null) return null;
      await send(leader.api, 'remark', { text: said('remark') }, CommandAnswer);
      return { fact: 'deed', kind: 'remark', number, who: leader.who, text: said('remark') };
    case 'claim-completion': {
      const text = said('claim');
      const evidence = t('story.said.evidence', { returnObjects: true }).slice(0, act.evidence);
      await send(liaison.api, 'claim-completion', { text, evidence }, CommandAnswer);
      return { fact: 'deed', kind: 'claim-completion', number, who: liaison.who, text };
    }
    case 'return-completion':
      await send(clerk.api, 'return-completion', { reason: said('returned') }, CommandAnswer);
      return { fact: 'deed', kind: 'return-completion', number, who: clerk.who, text: said('returned') };
    case 'close':
      await send(clerk.api, 'close', { kind: 'implemented', reason: said('verified') }, CommandAnswer);
      task.closed = true;
      return { fact: 'deed', kind: 'close', number, who: clerk.who, closure: 'implemented', text: said('verified') };
  }
}
