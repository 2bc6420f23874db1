import { spawn } from 'node:child_process';
import { root, setUpPackages, TSC } from './setup.mjs';

/** What can be said in seconds, without a database: all of it is run, and what fails is shown. */
const CHECKS = {
  types: [TSC, '--noEmit', '-p', 'tsconfig.json'],
  'types of the web': [TSC, '--noEmit', '-p', 'apps/web/tsconfig.json'],
  'pure libraries alone': [TSC, '-p', 'tsconfig.pure.json'],
  'lint and format': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  'pure tests': ['node_modules/vitest/vitest.mjs', 'run', '--project', 'pure'],
};

await setUpPackages();
const results = await Promise.all(Object.entries(CHECKS).map(([name, args]) => check(name, args)));
process.exitCode = results.every(Boolean) ? 0 : 1;

async function check(name, args) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise((done, fail) => child.once('error', fail).once('close', done));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output);
  return code === 0;
}
