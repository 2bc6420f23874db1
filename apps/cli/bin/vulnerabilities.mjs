import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** Advisories that are lived with: each with its package, why, and until when. Past that day it fails again. */
const ALLOWED = 'known-vulnerabilities.json';
const FAILING = ['high', 'critical'];

// Asks the registry for known vulnerabilities of what the lockfile names. Where it cannot be asked, that is said and nothing fails:
// a build without a way out is not to stand still. `--report FILE` judges an answer of npm's from elsewhere.
const today = new Date().toISOString().slice(0, 10);
const allowed = JSON.parse(readFileSync(join(root, ALLOWED), 'utf8'));
const report = process.argv[2] === '--report' ? readFileSync(process.argv[3], 'utf8') : await ask();
const { vulnerabilities, message } = parsed(report);
if (!vulnerabilities) {
  console.log(
    `Known vulnerabilities: the registry could not be asked (${message ?? 'no answer'}); nothing was checked.`,
  );
  process.exit(0);
}

const advisories = Object.values(vulnerabilities).flatMap(({ name, via }) =>
  via
    .filter((cause) => typeof cause === 'object')
    .map(({ url, severity, title }) => ({ name, severity, title, id: url.split('/').at(-1) })),
);
const failing = advisories.filter(({ id, severity }) => FAILING.includes(severity) && !isAllowed(id));
console.log(
  `Known vulnerabilities: ${advisories.length}, of which ${failing.length} are ${FAILING.join(' or ')} and not allowed until a day to come.`,
);
for (const { name, severity, title, id } of failing) console.log(`  ${severity}  ${name}: ${title} (${id})`);
if (failing.length > 0)
  console.log(
    `Update the package, or enter the advisory in ${ALLOWED} with the reason and the last day: {"id", "package", "because", "until"}.`,
  );
process.exitCode = failing.length > 0 ? 1 : 0;

function isAllowed(id) {
  return allowed.some((one) => one.id === id && one.until >= today);
}

function ask() {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'audit', '--json', '--package-lock-only'];
  const options = { cwd: root, maxBuffer: 64_000_000, timeout: 60_000 };
  return new Promise((done) => execFile(npm[0], args, options, (_error, stdout) => done(stdout)));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
