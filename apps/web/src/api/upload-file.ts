import type { EvidenceFile, Problem } from '#libs/contracts';
import { languageNow } from './client.ts';
import { ApiProblem, Offline } from './problem.ts';

interface Upload {
  readonly taskId: string;
  readonly file: File;
  /** The same for each try of the same file. */
  readonly key: string;
  /** Told how much is sent, from 0 to 1. */
  readonly progress: (part: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file for a task. Throws `ApiProblem` and `Offline`; ends silently with null when it was given up. */
export function uploadFile({ taskId, file, key, progress, signal }: Upload): Promise<EvidenceFile | null> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much was sent.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/tasks/${taskId}/files`);
    request.setRequestHeader('accept-language', languageNow());
    request.setRequestHeader('idempotency-key', key);
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status === 201) resolve(answer as EvidenceFile);
      else reject(answer === null ? new Offline() : new ApiProblem(answer as Problem));
    };
    request.onerror = () => reject(new Offline());
    request.onabort = () => resolve(null);
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

function parsed(text: string): object | null {
  try {
    return JSON.parse(text) as object;
  } catch {
    return null; // a page of a proxy
  }
}
