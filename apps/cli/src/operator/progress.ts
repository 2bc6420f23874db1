import type { Terminal } from '../terminal.ts';

/** Shows how far something is, on a terminal; `fraction` is from 0 to 1. */
export function progressOn(terminal: Terminal): (phase: string, fraction: number) => void {
  let shown = '';
  return (phase, fraction) => {
    const now = `${phase} ${Math.floor(fraction * 100)}%`;
    if (now !== shown) terminal.overwrite(now);
    shown = now;
  };
}
