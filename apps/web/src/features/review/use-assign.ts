import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { v4 } from 'uuid';
import type { IssueAnswer, ReadoutProposal, RegisterAnswer } from '#libs/contracts';
import { post, showOwn } from '../../api/client.ts';
import { type Failure, failureIn } from '../../api/problem.ts';
import { type Choice, dueDateOf } from './choices.ts';

/**
 * Registers and issues proposals, one after the other. When one is refused, those before it are done and it stops there;
 * the same again goes on from where it stopped, without doing anything twice.
 */
export function useAssign() {
  const queries = useQueryClient();
  const keys = useRef(new Map<string, string>());
  const [progress, setProgress] = useState<{ done: number; count: number } | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);

  /** Answers the numbers that were given. */
  async function assign(chosen: readonly { proposal: ReadoutProposal; choice: Choice }[]): Promise<string[]> {
    const numbers: string[] = [];
    setProblem(null);
    setProgress({ done: 0, count: chosen.length });
    try {
      for (const { proposal, choice } of chosen) {
        numbers.push(await assignOne(proposal, choice));
        setProgress({ done: numbers.length, count: chosen.length });
      }
    } catch (error) {
      setProblem(failureIn(error));
    } finally {
      setProgress(null);
      void queries.invalidateQueries();
    }
    return numbers;
  }

  async function assignOne(proposal: ReadoutProposal, choice: Choice): Promise<string> {
    const path = `/directives/${proposal.directiveId}`;
    let number = proposal.number ?? '';
    if (proposal.status === 'proposed') {
      const body = {
        title: choice.title,
        leadUnit: choice.unit,
        coUnits: choice.coUnits,
        dueDate: dueDateOf(proposal, choice),
      };
      const registered = await post<RegisterAnswer>({
        ...{ path: `${path}/register`, body, version: proposal.version },
        key: keyOf(`${path} ${JSON.stringify(body)}`),
      });
      number = registered.number;
    }
    const issued = await post<IssueAnswer>({ path: `${path}/issue`, body: {}, key: keyOf(`${path}/issue`) });
    showOwn(issued.position);
    return number;
  }

  function keyOf(what: string): string {
    const key = keys.current.get(what) ?? v4();
    keys.current.set(what, key);
    return key;
  }
  return { assign, progress, problem };
}
