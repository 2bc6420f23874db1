import { useState } from 'react';

const PREFIX = 'duban.draft.';

/**
 * What somebody is writing, kept on this device until it is sent, so that a closed tab loses nothing. Fields that nobody has
 * touched are as in `empty`, also when that changes while the form is open. A draft of another shape is forgotten.
 */
export function useDraft<Draft extends object>(name: string, empty: Draft) {
  const [typed, set] = useState<Partial<Draft>>(() => kept(name, empty));

  function change(changed: Partial<Draft> | ((known: Draft) => Partial<Draft>)): void {
    set((known) => {
      const next = { ...known, ...(typeof changed === 'function' ? changed({ ...empty, ...known }) : changed) };
      localStorage.setItem(PREFIX + name, JSON.stringify(next));
      return next;
    });
  }
  function forget(): void {
    localStorage.removeItem(PREFIX + name);
    set({});
  }
  return [{ ...empty, ...typed }, change, forget] as const;
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
