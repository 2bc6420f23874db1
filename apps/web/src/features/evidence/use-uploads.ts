import { useEffect, useRef, useState } from 'react';
import { v4 } from 'uuid';
import type { EvidenceFile } from '#libs/contracts';
import { type Failure, failureIn } from '../../api/problem.ts';
import { uploadFile } from '../../api/upload-file.ts';

/** A file that was chosen and is not kept by the server yet. */
export interface Sending {
  readonly key: string;
  readonly file: File;
  readonly part: number;
  readonly problem: Failure | null;
}

/** Sends files as they are chosen; each that has arrived is told to `added`. Those under way end with the form. */
export function useUploads(taskId: string, added: (file: EvidenceFile, from: File) => void) {
  const [sending, set] = useState<readonly Sending[]>([]);
  const ends = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const started = ends.current;
    return () => {
      for (const end of started.values()) end.abort();
    };
  }, []);

  const change = (key: string, changed: Partial<Sending>) =>
    set((all) => all.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  const drop = (key: string) => {
    ends.current.get(key)?.abort();
    ends.current.delete(key);
    set((all) => all.filter((one) => one.key !== key));
  };
  async function start(file: File, key: string) {
    const end = new AbortController();
    ends.current.set(key, end);
    change(key, { problem: null, part: 0 });
    try {
      const progress = (part: number) => change(key, { part });
      const kept = await uploadFile({ taskId, file, key, progress, signal: end.signal });
      if (kept === null) return;
      added(kept, file);
      drop(key);
    } catch (error) {
      change(key, { problem: failureIn(error) });
    }
  }
  function send(files: readonly File[]): void {
    const chosen = files.map((file) => ({ key: v4(), file, part: 0, problem: null }));
    set((all) => [...all, ...chosen]);
    for (const { key, file } of chosen) void start(file, key);
  }
  return { sending, send, drop, again: ({ file, key }: Sending) => void start(file, key) };
}
