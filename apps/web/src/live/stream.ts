import type { LiveChange } from '#libs/contracts';

const NAME = 'duban.live';
/** A stream has begun: what happened before was not told, in whatever tab. */
const BEGUN = 'begun';

/**
 * Tells each change once, in every tab: one tab of the browser holds the server's stream and passes it on, and another takes
 * over when it is closed; `begin` is called each time that changes are told from then on. Where tabs cannot agree on one (pages that are
 * not served safely), each holds its own. Answers with what ends it.
 */
export function followChanges(tell: (change: LiveChange) => void, begin: () => void): () => void {
  const ended = new AbortController();
  const others = new BroadcastChannel(NAME);
  others.onmessage = ({ data }: MessageEvent<LiveChange | typeof BEGUN>) => (data === BEGUN ? begin() : tell(data));

  const hold = () =>
    new Promise<void>((done) => {
      const stream = new EventSource('/api/v1/stream');
      stream.onopen = () => {
        begin();
        others.postMessage(BEGUN);
      };
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
