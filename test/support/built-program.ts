import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../..');

/** Makes one file of a TypeScript program with everything it imports, which plain Node can run; answers with where it is. */
export async function builtProgram(source: string, directory?: string): Promise<string> {
  const outDir = directory ?? (await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-program-`)));
  const name = `${basename(source, '.ts')}.mjs`;
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    resolve: { conditions: ['source'] },
    ssr: { noExternal: true, resolve: { conditions: ['source'] } },
    build: {
      ssr: source,
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: name }, external: ['pg-native'] },
    },
  });
  return join(outDir, name);
}
