import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUpPackages } from './setup.mjs';

// Arguments are the bench's own: `npm run bench -- append --only append.1x32`. The sources run as they are, unbundled.
await setUpPackages();
const bench = join(root, 'test/bench');
const loader = pathToFileURL(join(bench, 'support/typescript.mjs')).href;
const args = ['--conditions=source', '--import', loader, join(bench, 'main.ts'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
process.exitCode = await new Promise((done, fail) => child.once('error', fail).once('exit', (code) => done(code ?? 1)));
