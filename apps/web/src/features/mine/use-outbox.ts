import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { onOutbox, sendWaiting, waitingNow } from './outbox.ts';

const RETRY_MS = 15_000;

/** What waits to be sent; sends it as soon as the browser is online, and tries again from time to time. */
export function useOutbox() {
  const queries = useQueryClient();
  const waiting = useSyncExternalStore(onOutbox, waitingNow);
  const isEmpty = waiting.length === 0;
  useEffect(() => {
    if (isEmpty) return;
    const send = () => void sendWaiting().then(() => queries.invalidateQueries());
    send();
    addEventListener('online', send);
    const timer = setInterval(send, RETRY_MS);
    return () => {
      removeEventListener('online', send);
      clearInterval(timer);
    };
  }, [isEmpty, queries]);
  return waiting;
}
