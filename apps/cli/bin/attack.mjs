import { setUp } from './setup.mjs';

// Arguments are Vitest's own. ATTACK_SEED=N has the fuzzing send other requests.
await setUp();
process.argv.splice(2, 0, 'run', '--config', 'test/attack/vitest.config.ts');
await import('../../../node_modules/vitest/vitest.mjs');
