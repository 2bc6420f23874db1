import type { Terminal } from '../terminal.ts';

const BAR = 20;
const LINE_EVERY_MS = 1_000;

/** Shows how far something is: a bar on a terminal, elsewhere a line each second. `fraction` is from 0 to 1. */
export function progressOn(terminal: Terminal): (phase: string, fraction: number) => void {
  let shown = '';
  let lineAt = performance.now() + LINE_EVERY_MS;
  return (phase, fraction) => {
    const now = `${phase} ${Math.floor(fraction * 100)}%`;
    if (now === shown) return;
    shown = now;
    const full = Math.floor(fraction * BAR);
    if (terminal.canOverwrite) terminal.overwrite(`${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${now}`);
    else if (performance.now() >= lineAt) {
      terminal.line(now);
      lineAt = performance.now() + LINE_EVERY_MS;
    }
  };
}
