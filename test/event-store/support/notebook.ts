import type { EntityManager } from 'typeorm';
import type { StoredEvent, Subscriber } from '#libs/event-store';
import type { Noted } from '#libs/event-store/testing';
import type { OwnStore } from './own-store.ts';

/** A subscriber that writes down the texts it is told, one row each, without looking whether a row is there already. */
export interface Notebook extends Subscriber {
  /** What is written down and committed, in the order of writing. */
  texts(): Promise<string[]>;
}

/** `before` is called ahead of each row, `after` when all rows of a call are written. */
export async function notebook(
  store: OwnStore,
  options: {
    start?: 'origin' | 'head';
    before?: (text: string, manager: EntityManager) => void | Promise<void>;
    after?: (events: readonly StoredEvent[], manager: EntityManager) => void | Promise<void>;
  } = {},
): Promise<Notebook> {
  const owner = await store.connect();
  await owner.query('CREATE TABLE notebook (line int GENERATED ALWAYS AS IDENTITY, text text NOT NULL)');
  return {
    name: 'notebook',
    start: options.start ?? 'origin',
    async apply(events, manager) {
      for (const { event } of events) {
        const { text } = event as Noted;
        await options.before?.(text, manager);
        await manager.query('INSERT INTO notebook (text) VALUES ($1)', [text]);
      }
      await options.after?.(events, manager);
    },
    async texts() {
      const { rows } = await owner.query<{ text: string }>('SELECT text FROM notebook ORDER BY line');
      return rows.map(({ text }) => text);
    },
  };
}

/** Something to wait at until the test opens it. */
export function gate<T = void>() {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Ends the connection that the transaction runs on, as a crash of this process or of the server's would. */
export async function cutConnection(manager: EntityManager): Promise<void> {
  await manager.query('SELECT pg_terminate_backend(pg_backend_pid())');
}
