import { Writable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { progressOn } from '../../apps/cli/src/operator/progress.ts';
import { Terminal } from '../../apps/cli/src/terminal.ts';

function output(isTTY: boolean) {
  let text = '';
  const out = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  return { terminal: new Terminal(Object.assign(out, { isTTY })), text: () => text };
}

describe('The progress of an operation', () => {
  it('is a bar that moves on a terminal', () => {
    const { terminal, text } = output(true);
    const show = progressOn(terminal);
    show('replaying', 0.5);
    show('replaying', 0.501);
    show('replaying', 1);
    expect(text()).toBe(
      `\r${'█'.repeat(10)}${'░'.repeat(10)} replaying 50%\u001b[K\r${'█'.repeat(20)} replaying 100%\u001b[K`,
    );
  });

  it('is a line each second elsewhere', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { terminal, text } = output(false);
      const show = progressOn(terminal);
      for (let percent = 0; percent < 100; percent++) {
        show('replaying', percent / 100);
        vi.advanceTimersByTime(30);
      }
      expect(text()).toBe('replaying 34%\nreplaying 68%\n');
    } finally {
      vi.useRealTimers();
    }
  });
});
