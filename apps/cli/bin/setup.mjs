import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

/** The checkout. Everything here needs nothing but Node itself. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** What the build is made of; when any of it changes, or a file comes or goes, the build is stale. */
const SOURCES = [
  'apps/server/src',
  'apps/cli/src',
  'apps/web',
  'docs/samples',
  'libs',
  'migrations',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
export const TSC = 'node_modules/typescript7/bin/tsc';
export const VITE = 'node_modules/vite/bin/vite.js';

/**
 * Installs and builds what is missing or stale; says what it does, and nothing when there is nothing to do. Of several
 * at once, one works and the others wait.
 */
export async function setUp() {
  await prepare({ built: true });
}

/** The same, without building: for what works on the sources. */
export async function setUpPackages() {
  await prepare({ built: false });
}

async function prepare({ built }) {
  checkNode();
  process.chdir(root);
  const isReady = () => !built || isBuilt();
  if (isInstalled() && isReady()) return;
  const work = async () => {
    if (!isInstalled()) await install();
    if (!isReady()) await build();
  };
  await withLock(root, work, () => say('Another start is setting up this checkout; waiting for it …'));
}

/** Why the checkout is not ready to run, in words, or null when it is. */
export function notReady() {
  checkNode();
  if (!isInstalled()) return 'The packages are not installed, or not those of package-lock.json.';
  if (!existsSync(join(root, 'dist', '.built'))) return 'Duban is not built yet.';
  return isBuilt() ? null : 'The build is older than the sources.';
}

/** Ends with one sentence where the Node at hand is too old to go on. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Duban needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org and try again.`,
  );
  process.exit(2);
}

/** Whether `node_modules` holds exactly what the lockfile says, apart from optional packages for other platforms. */
function isInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json');
  const wanted = packagesIn('package-lock.json');
  return Object.entries(wanted).every(
    ([path, { integrity, optional, devOptional }]) =>
      path === '' || (path in installed ? installed[path].integrity === integrity : optional || devOptional),
  );
}

function packagesIn(lockfile) {
  const path = join(root, lockfile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

async function install() {
  say('Installing packages (once; about half a minute) …');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  await run([
    ...npm,
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
}

/** Whether `dist/` was built from the sources as they are now; a copy without sources, such as an image, counts as built. */
function isBuilt() {
  const stamp = join(root, 'dist', '.built');
  if (!existsSync(join(root, 'tsconfig.build.json'))) return existsSync(join(root, 'dist'));
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Builds the server, the CLI and the web pages beside `dist/` and puts them in its place: never half of one. */
async function build() {
  say('Building …');
  const stamp = fingerprint();
  const target = 'dist.partial';
  await rm(target, { recursive: true, force: true });
  await run([process.execPath, TSC, '-p', 'tsconfig.build.json', '--outDir', target]);
  await run([
    process.execPath,
    VITE,
    'build',
    'apps/web',
    '--outDir',
    `../../${target}/apps/web`,
    '--logLevel',
    'warn',
  ]);
  await writeFile(join(target, '.built'), stamp);
  await rm('dist', { recursive: true, force: true });
  await rename(target, 'dist');
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesIn(source))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)))
        .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(source) {
  const path = join(root, source);
  if (!existsSync(path)) return [];
  if (source.includes('.json')) return [source];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** Runs a program to its end with its output shown; when it fails, so do we, with its exit code. */
async function run([program, ...args]) {
  const child = spawn(program, args, {
    cwd: root,
    // A test's own would have the pages built with React as developers have it, half as large again.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && program === 'npm',
  });
  const code = await new Promise((done, fail) => child.once('error', fail).once('exit', done));
  if (code === 0) return;
  say(`This failed: ${program === process.execPath ? 'node' : program} ${args.join(' ')}`);
  process.exit(code ?? 1);
}

/** To stderr, so that what a command prints stays clean. */
function say(sentence) {
  console.error(sentence);
}
