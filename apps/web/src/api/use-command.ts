import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { v4 } from 'uuid';
import { type Command, post, showOwn } from './client.ts';
import { type Failure, failureIn, hasStatus } from './problem.ts';

/**
 * A form's or a button's command: sent once at a time, its refusal kept to be shown. A try after one without an answer has
 * the same key, so that pressing again is safe. What was read is read again after it, and when it was meant for what is no
 * longer so.
 */
export function useCommand() {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const unanswered = useRef<{ readonly what: string; readonly key: string } | null>(null);

  /** Answers null when the server refused, or while another is being sent; an empty object when it had nothing to say. */
  async function send<Answer extends { position?: number } | null>(
    path: string,
    body: Command['body'],
    version?: number,
  ): Promise<Answer | null> {
    if (busy) return null;
    setBusy(true);
    setProblem(null);
    const what = `${path} ${version} ${body instanceof FormData ? v4() : JSON.stringify(body)}`;
    const key = unanswered.current?.what === what ? unanswered.current.key : v4();
    unanswered.current = { what, key };
    try {
      const answer = await post<Answer>({ path, body, key, version });
      unanswered.current = null;
      showOwn(answer?.position);
      void queries.invalidateQueries();
      return answer ?? ({} as Answer);
    } catch (error) {
      setProblem(failureIn(error));
      if (hasStatus(error, 412)) void queries.invalidateQueries();
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { send, busy, problem, forget: () => setProblem(null) };
}
