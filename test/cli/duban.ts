import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** What a command ended with. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command in a process of its own, as `npx duban` does once it has found the build up to date. */
export function duban(args: readonly string[], settings: Record<string, string> = {}): Promise<Ended> {
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: '', ...settings };
  const command = [join(ROOT, 'dist/apps/cli/src/main.js'), ...args];
  return new Promise((done) => {
    execFile(process.execPath, command, { env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
    );
  });
}
