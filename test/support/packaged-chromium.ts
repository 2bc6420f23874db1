import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/** Calls the browser beside it with the libraries beside it, for machines that lack them. */
const RUN = `#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$here/chromium" "$@"
`;

/**
 * How to call the Chromium that the package `@sparticuz/chromium` carries; null where it is made for another kind of
 * machine. The first call unpacks it to a folder of its own among the temporary files (200 MB, seconds), whole or not at
 * all; later calls find it there. Nothing is downloaded.
 */
export async function packagedChromium(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const home = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `duban-chromium-${version}-${process.getuid?.()}`);
  if (!existsSync(folder)) await unpack(join(home, 'bin'), folder);
  return join(folder, 'run');
}

/** Two may unpack at once: the first to be ready is kept. */
async function unpack(packed: string, folder: string): Promise<void> {
  const partial = await mkdtemp(`${folder}-`);
  const open = (name: string) => [createReadStream(join(packed, name)), createBrotliDecompress()] as const;
  // Reading on past the end of the archive, so that nothing is left in a pipe that breaks.
  const tar = spawn('tar', ['-x', '--ignore-zeros', '-C', partial], { stdio: ['pipe', 'ignore', 'inherit'] });
  const [untarred] = await Promise.all([
    once(tar, 'exit'),
    pipeline(...open('al2023.tar.br'), tar.stdin),
    pipeline(...open('chromium.br'), createWriteStream(join(partial, 'chromium'), { mode: 0o755 })),
  ]);
  if (untarred[0] !== 0) throw new Error(`The libraries of the packaged Chromium could not be unpacked: ${untarred}`);
  await writeFile(join(partial, 'run'), RUN);
  await chmod(join(partial, 'run'), 0o755);
  await chmod(partial, 0o755);
  await rename(partial, folder).catch(() => rm(partial, { recursive: true }));
}
