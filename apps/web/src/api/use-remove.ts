import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { remove } from './client.ts';
import { type Failure, failureIn } from './problem.ts';

/** Ends or revokes one thing of one's own, and reads everything again; a refusal is kept to be shown. */
export function useRemove() {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<Failure | null>(null);
  async function take(path: string): Promise<void> {
    setProblem(null);
    try {
      await remove(path);
      await queries.invalidateQueries();
    } catch (error) {
      setProblem(failureIn(error));
    }
  }
  return { take, problem };
}
