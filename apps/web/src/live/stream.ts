import type { LiveChange } from '#libs/contracts';

const NAME = 'duban.live';

/**
 * Tells each change once, in every tab: one tab of the browser holds the server's stream and passes it on, and another takes
 * over when it is closed. Where tabs cannot agree on one (pages that are not served safely), each holds its own. Answers with
 * what ends it.
 */
export function followChanges(tell: (change: LiveChange) => void): () => void {
  const ended = new AbortController();
  const others = new BroadcastChannel(NAME);
  others.onmessage = ({ data }: MessageEvent<LiveChange>) => tell(data);

  const hold = () =>
    new Promise<void>((done) => {
      const stream = new EventSource('/api/v1/stream');
      stream.onmessage = ({ data }: MessageEvent<string>) => {
        const change = JSON.parse(data) as LiveChange;
        tell(change);
        others.postMessage(change);
      };
      ended.signal.addEventListener('abort', () => {
        stream.close();
        done();
      });
    });
  if (navigator.locks) navigator.locks.request(NAME, { signal: ended.signal }, hold).catch(() => undefined);
  else void hold();

  return () => {
    ended.abort();
    others.close();
  };
}
