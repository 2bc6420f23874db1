import { defineConfig } from 'vitest/config';
import { NO_LIMITS } from '../support/no-limits.ts';

/** The attacks, a run of their own (`npm run test:attack`): against real servers, in the same order each time, so that a find can be repeated. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'attack',
    root: `${import.meta.dirname}/../..`,
    include: ['test/attack/**/*.spec.ts'],
    globalSetup: ['test/support/postgres-for-the-run.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    env: NO_LIMITS,
    isolate: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
