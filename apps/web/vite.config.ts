import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: { outDir: resolve(root, 'dist/apps/web'), emptyOutDir: true, assetsInlineLimit: 0 },
  // `npx vite apps/web` beside a running server: the pages reload as they are edited and ask that server for everything.
  server: { fs: { allow: [root] }, proxy: { '/api': 'http://127.0.0.1:3000' } },
});
