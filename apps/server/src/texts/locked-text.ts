import { v7 } from 'uuid';
import { decrypt, encrypt, newEncryptionKey } from '#libs/crypto';
import { FREE_TEXT_FIELDS, type Id } from '#libs/directives';
import type { DomainEvent } from '#libs/event-sourcing';
import { LANGUAGES, translator } from '#libs/messages';

/** What free texts of one event were encrypted with. */
export interface TextKey {
  readonly id: Id;
  readonly key: Uint8Array;
}

/** How a locked text stands in an event: the format's version, the id of its key, what `encrypt` gave. Kept for years. */
const LOCKED = /^locked:1:([0-9a-f-]{36}):([\w-]+)$/;

/**
 * The event with its free texts locked, and the key, which is to be stored before the event is. Null when there is
 * nothing to lock. From here on the words stand nowhere: states and read models are folded from the locked texts.
 */
export function lockTexts<E extends DomainEvent>(event: E): { event: E; key: TextKey | null } {
  const key: TextKey = { id: v7(), key: newEncryptionKey() };
  let locked = false;
  const lock = (text: string) => {
    if (text === '') return text;
    locked = true;
    return `locked:1:${key.id}:${encrypt(key.key, text)}`;
  };
  const lockedEvent = mapTexts(event, lock);
  return locked ? { event: lockedEvent, key } : { event, key: null };
}

/** The keys that an event's texts need, each once. */
export function keyIdsIn(event: DomainEvent): Id[] {
  const ids = new Set<Id>();
  mapTexts(event, (text) => {
    const id = LOCKED.exec(text)?.[1];
    if (id) ids.add(id);
    return text;
  });
  return [...ids];
}

/**
 * The event with its texts as they were written; a text whose key was destroyed says that it was erased. Texts that were
 * never locked stay as they are. Throws when a key is missing that nobody destroyed, or when a text was tampered with.
 */
export function openTexts<E extends DomainEvent>(event: E, keys: ReadonlyMap<Id, Uint8Array | null>): E {
  return mapTexts(event, (text) => {
    const [, id, encrypted] = LOCKED.exec(text) ?? [];
    if (id === undefined || encrypted === undefined) return text;
    const key = keys.get(id);
    if (key === undefined)
      throw new Error(`The key ${id} of a text is missing, though nobody erased it: restore it from a backup`);
    return key === null ? ERASED : decrypt(key, encrypted);
  });
}

/** In every language, because what answers with it does not know whom it answers. */
export const ERASED = `〔${LANGUAGES.map((language) => translator(language)('terms.erasedText')).join(' · ')}〕`;

function mapTexts<E extends DomainEvent>(event: E, map: (text: string) => string): E {
  const mapped: Record<string, unknown> = {};
  for (const field of FREE_TEXT_FIELDS) {
    const value: unknown = (event as Record<string, unknown>)[field];
    if (typeof value === 'string') mapped[field] = map(value);
    if (Array.isArray(value)) mapped[field] = value.map(map);
  }
  return { ...event, ...mapped };
}
