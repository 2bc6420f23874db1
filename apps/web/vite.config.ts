import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: { outDir: resolve(root, 'dist/apps/web'), emptyOutDir: true, assetsInlineLimit: 0 },
  // `npx vite apps/web` beside a running server: the pages reload as they are edited and ask that server for everything.
  server: { fs: { allow: [root] }, proxy: { '/api': 'http://127.0.0.1:3000' } },
});

/** Puts beside each file of the pages what browsers ask for: the same, smaller. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved({ build }) {
      folder = resolve(import.meta.dirname, build.outDir, build.assetsDir);
    },
    async writeBundle() {
      const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name));
      for (const name of names) {
        const bytes = await readFile(join(folder, name));
        await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
        await writeFile(join(folder, `${name}.br`), brotliCompressSync(bytes, { params }));
      }
    },
  };
}
