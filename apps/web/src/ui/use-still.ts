import { useState } from 'react';

interface Writing<Item> {
  readonly keys: readonly string[];
  /** The list as it stood when the writing began. */
  readonly items: readonly Item[];
}

/**
 * A list that stands still while somebody writes in it, so that nothing they have open is moved or taken away: what is read
 * meanwhile changes in its place (`renew` says how), what is new comes last, and what has gone stays until the writing ends.
 */
export function useStill<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  renew: (held: Item, read: Item) => Item,
) {
  const [writing, set] = useState<Writing<Item>>({ keys: [], items: [] });

  function write(key: string, isWriting: boolean): void {
    set((known) => {
      const keys = known.keys.filter((one) => one !== key);
      return { keys: isWriting ? [...keys, key] : keys, items: known.keys.length > 0 ? known.items : items };
    });
  }
  if (writing.keys.length === 0) return { items, write };
  const read = new Map(items.map((item) => [keyOf(item), item]));
  const held = writing.items.map((item) => {
    const now = read.get(keyOf(item));
    read.delete(keyOf(item));
    return now ? renew(item, now) : item;
  });
  return { items: [...held, ...read.values()], write };
}
