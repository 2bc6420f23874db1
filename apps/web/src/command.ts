import { useState } from 'react';
import { type Failure, failureIn, post } from './api.ts';
import { useTexts } from './language.tsx';
import { useLive } from './live.tsx';

/** A button's command: sent once at a time, its refusal kept to be shown, its effect read back at once. */
export function useCommand() {
  const { language } = useTexts();
  const live = useLive();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);

  /** Answers null when the server refused, or while another is being sent. */
  async function send<Answer extends { position?: number } | null>(
    path: string,
    body: object,
    version?: number,
  ): Promise<Answer | null> {
    if (busy) return null;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await post<Answer>(path, body, language, version);
      live.refresh(answer?.position);
      return answer;
    } catch (error) {
      setProblem(failureIn(error));
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { send, busy, problem };
}
