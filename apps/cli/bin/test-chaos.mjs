import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

// What takes minutes: 50,000 simulated histories of reminding, then real processes that are killed again and again, one
// after the other, because each wants the whole machine. Arguments name which of the two; without any, both.
// SIMULATION_SEEDS, CHAOS_SECONDS and CHAOS_KILLS make it shorter or longer.
const RUNS = {
  simulation: ['--project', 'integration', 'test/simulation'],
  roles: ['--project', 'chaos'],
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(RUNS, name));
if (unknown.length > 0) {
  console.error(`test:chaos runs ${Object.keys(RUNS).join(' and ')}; there is no ${unknown.join(', ')}.`);
  process.exit(2);
}

process.env.SIMULATION_SEEDS ??= '50000';
await setUp();

let hasFailed = false;
for (const name of asked.length > 0 ? asked : Object.keys(RUNS)) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...RUNS[name]], { cwd: root, stdio: 'inherit' });
  const code = await new Promise((done, fail) => child.once('error', fail).once('exit', done));
  hasFailed ||= code !== 0;
}
process.exitCode = hasFailed ? 1 : 0;
