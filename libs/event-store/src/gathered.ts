import { setImmediate as nextTurn } from 'node:timers/promises';
import { isTransient } from './connection.ts';

const MOST_IN_A_CALL = 500;

interface Waiting<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Makes one question of many: while one is on the wire, all that come are the next, in one call. A lone one does not wait
 * for company, and nobody is answered by a call that began before they asked. `call` answers in the order of its items;
 * what one of them fails for harms no other, unless the database is away. With `wait`, a call waits a turn of the event
 * loop for company.
 */
export function gathered<Item, Answer>(
  call: (items: readonly Item[]) => Promise<readonly Answer[]>,
  { wait = false } = {},
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let isAsking = false;

  async function askAll(): Promise<void> {
    isAsking = true;
    while (waiting.length > 0) {
      if (wait) await nextTurn();
      await ask(waiting.splice(0, MOST_IN_A_CALL));
    }
    isAsking = false;
  }

  async function ask(some: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await call(some.map(({ item }) => item));
      some.forEach(({ resolve }, i) => {
        resolve(answers[i] as Answer);
      });
    } catch (error) {
      if (some.length > 1 && !isTransient(error)) for (const one of some) await ask([one]);
      else for (const { reject } of some) reject(error);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isAsking) void askAll();
    });
}
