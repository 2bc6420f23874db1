import { defineConfig } from 'vitest/config';
import { NO_LIMITS } from './test/support/no-limits.ts';

/** What the shape of the house is held to, without a database: said in seconds too. */
const SHAPE = ['test/architecture/files.spec.ts', 'test/architecture/imports.spec.ts'];

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // A new order every time, so that no test can come to rely on one; `--sequence.seed=N` repeats an order.
    sequence: { shuffle: { files: true, tests: true } },
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    env: NO_LIMITS,
    setupFiles: process.env.PROPERTY_SEED ? ['./test/support/property-seed.ts'] : [],
    projects: [
      // Nothing pure leaves anything behind that the next file could find.
      {
        extends: true,
        test: { name: 'pure', include: ['libs/**/*.spec.ts', ...SHAPE], isolate: false, testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/**/*.spec.ts'],
          // Runs of their own: npm run test:face, npm run test:attack, npm run test:chaos.
          exclude: [...SHAPE, 'test/face/full/**', 'test/attack/**', 'test/chaos/full/**', '**/node_modules/**'],
          globalSetup: ['test/support/postgres-for-the-run.ts'],
          // Loading Nest for every file anew would cost a second each.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // `npm run test:face`: what takes minutes, and `npm test` tries once.
        extends: true,
        test: {
          name: 'face',
          include: ['test/face/full/*.spec.ts'],
          globalSetup: ['test/support/postgres-for-the-run.ts'],
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        // `npm run test:chaos`: it has the machine to itself, and a Postgres of its own.
        extends: true,
        test: {
          name: 'chaos',
          include: ['test/chaos/full/*.spec.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
