import { v4 } from 'uuid';
import { post, showOwn } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';

const KEY = 'duban.outbox';

/** A report that was written while the server could not be reached. Its key makes sending it twice harmless. */
export interface Waiting {
  readonly taskId: string;
  readonly path: string;
  readonly body: object;
  /** What it was written as, to be written on when the server refuses it. */
  readonly draft: object;
  readonly key: string;
}

const listeners = new Set<() => void>();
let waiting: readonly Waiting[] = read();

export function waitingNow(): readonly Waiting[] {
  return waiting;
}

export function onOutbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function waitingFor(all: readonly Waiting[], taskId: string): boolean {
  return all.some((one) => one.taskId === taskId);
}

export function putOut(report: Omit<Waiting, 'key'>): void {
  keep([...waiting, { ...report, key: v4() }]);
}

/** Sends what waits, in order. What the server refuses goes back into the draft of its form; what gets no answer goes on waiting. */
export async function sendWaiting(): Promise<void> {
  for (const one of waiting) {
    try {
      showOwn((await post<{ position: number }>(one)).position);
    } catch (error) {
      if (!(error instanceof ApiProblem)) return;
      localStorage.setItem(`duban.draft.report.${one.taskId}`, JSON.stringify(one.draft));
    }
    keep(waiting.filter(({ key }) => key !== one.key));
  }
}

function keep(next: readonly Waiting[]): void {
  waiting = next;
  localStorage.setItem(KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function read(): readonly Waiting[] {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(known) ? known : [];
  } catch {
    return [];
  }
}
