import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { root, setUp, TSC, VITE } from './setup.mjs';

const grouped = process.platform !== 'win32';

// The compilers watch the sources, and Node their output: a change is live within two seconds, with its types checked.
await setUp();
await rm(`${root}/dist/.built`); // from here on dist/ moves with the sources, and the next `npm start` builds anew
const programs = [
  start([TSC, '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput']),
  start([VITE, 'build', 'apps/web', '--watch', '--logLevel', 'warn']),
  start(['--watch', '--watch-preserve-output', '--enable-source-maps', 'dist/apps/server/src/main.js']),
];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const { pid } of programs) process.kill(grouped ? -pid : pid, signal);
  });
}

/** In a process group of its own, because the compiler is a process started by the one we start. */
function start(args) {
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit', detached: grouped });
}
