import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type Failure, failureIn, get } from './api.ts';
import { useTexts } from './language.tsx';

type Listener = () => void;

/** Several events come at once; what they changed is read once. */
const GATHER_MS = 150;

/** Tells the page when something may have changed: by others, as the server's stream says, or by its own commands. */
class Live {
  /** The position up to which this page's own commands have come: what is read must show them. */
  after = 0;
  private readonly listeners = new Set<Listener>();

  /** Answers with what ends it. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  refresh(position = 0): void {
    this.after = Math.max(this.after, position);
    for (const listener of this.listeners) listener();
  }
}
const Context = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error('useLive is for what stands inside a LiveProvider');
  return live;
}

/** Listens to the server's stream of changes; the browser reconnects by itself. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [live] = useState(() => new Live());

  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const stream = new EventSource('/api/v1/stream');
    stream.onmessage = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        live.refresh();
      }, GATHER_MS);
    };
    return () => {
      clearTimeout(gathering);
      stream.close();
    };
  }, [live]);
  return <Context value={live}>{children}</Context>;
}

export interface Resource<Answer> {
  /** The newest answer; null until the first one. */
  readonly data: Answer | null;
  readonly problem: Failure | null;
}

/**
 * Reads a path, and again whenever something may have changed; what is shown stays until the new answer is there. `own`:
 * the answer must show this page's own commands, where the path can be asked for that.
 */
export function useResource<Answer>(path: string, { own = true } = {}): Resource<Answer> {
  const live = useLive();
  const { language } = useTexts();
  const [resource, setResource] = useState<Resource<Answer>>({ data: null, problem: null });

  useEffect(() => {
    let newest = 0;
    async function read() {
      newest += 1;
      const asked = newest;
      const waiting = own && live.after > 0 ? `${path}${path.includes('?') ? '&' : '?'}after=${live.after}` : path;
      try {
        const data = await get<Answer>(waiting, language);
        if (asked === newest) setResource({ data, problem: null });
      } catch (error) {
        const problem = failureIn(error);
        if (asked === newest) setResource((known) => ({ ...known, problem }));
      }
    }
    void read();
    const unsubscribe = live.subscribe(() => void read());
    return () => {
      newest = Number.POSITIVE_INFINITY;
      unsubscribe();
    };
  }, [path, own, language, live]);
  return resource;
}
