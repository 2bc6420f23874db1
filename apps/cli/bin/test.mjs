import { setUp } from './setup.mjs';

// Arguments are Vitest's own: `npm test -- test/platform`, `npm test -- --sequence.seed=1`.
await setUp();
process.argv.splice(2, 0, 'run', '--project=pure', '--project=integration');
await import('../../../node_modules/vitest/vitest.mjs');
