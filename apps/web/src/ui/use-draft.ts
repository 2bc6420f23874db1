import { useState } from 'react';

const PREFIX = 'duban.draft.';

/**
 * What somebody is writing, kept on this device until it is sent, so that a closed tab loses nothing. A draft of another shape
 * is forgotten.
 */
export function useDraft<Draft extends object>(name: string, empty: Draft) {
  const [draft, set] = useState<Draft>(() => ({ ...empty, ...kept(name, empty) }));

  function change(changed: Partial<Draft> | ((known: Draft) => Partial<Draft>)): void {
    set((known) => {
      const next = { ...known, ...(typeof changed === 'function' ? changed(known) : changed) };
      localStorage.setItem(PREFIX + name, JSON.stringify(next));
      return next;
    });
  }
  function forget(): void {
    localStorage.removeItem(PREFIX + name);
    set(empty);
  }
  return [draft, change, forget] as const;
}

/** Whether something is kept under this name. */
export function hasDraft(name: string): boolean {
  return localStorage.getItem(PREFIX + name) !== null;
}

function kept<Draft extends object>(name: string, empty: Draft): Partial<Draft> {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? '{}');
    const isDraft = typeof known === 'object' && known !== null && Object.keys(known).every((key) => key in empty);
    return isDraft ? known : {};
  } catch {
    return {};
  }
}
