import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key that does something on the page that is shown. What it is called there is what its help says. */
export interface KeyBinding {
  /** `j`, `?`, `mod+k` (Ctrl, or ⌘ on a Mac), `mod+enter`; single letters in small. */
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
  /** Also while somebody types; only for those with `mod`. */
  readonly whileTyping?: boolean;
}

const SWITCH = 'duban.keys';
const groups = new Map<object, { title: string; bindings: readonly KeyBinding[] }>();
const listeners = new Set<() => void>();
let snapshot = [...groups.values()];

function changed(): void {
  snapshot = [...groups.values()];
  for (const listener of listeners) listener();
}

/** Binds keys for as long as the component is shown; the newest binding of a key wins. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const group = useRef({});
  useEffect(() => {
    groups.set(group.current, { title, bindings });
    changed();
  });
  useEffect(() => {
    const own = group.current;
    return () => {
      groups.delete(own);
      changed();
    };
  }, []);
}

/** All keys that work now, as groups with a title. */
export function useKeyGroups() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}

/** Whether single keys work (WCAG 2.1.4); those with Ctrl or ⌘ always do. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(SWITCH) !== 'off';
}

export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(SWITCH, on ? 'on' : 'off');
}

/** Runs what a key is bound to; to be called by the one listener of the page. */
export function runKey(event: KeyboardEvent): void {
  const mod = event.metaKey || event.ctrlKey;
  if (event.altKey || event.isComposing) return;
  const name = `${mod ? 'mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase()}`;
  if (!mod && (!singleKeysOn() || isTyping(event.target) || isInDialog(event.target))) return;
  const bound = [...groups.values()].reverse().flatMap(({ bindings }) => bindings);
  const binding = bound.find(({ keys }) => keys === name);
  if (!binding || (isTyping(event.target) && !binding.whileTyping)) return;
  // Space and Enter on a button are the button's own.
  if ((name === ' ' || name === 'enter') && isControl(event.target)) return;
  event.preventDefault();
  binding.run();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
  );
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, a[href], input, summary');
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null;
}
