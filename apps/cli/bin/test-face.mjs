import { setUp } from './setup.mjs';

// The web app in every look. Arguments are Vitest's own.
await setUp();
process.argv.splice(2, 0, 'run', '--project=face');
await import('../../../node_modules/vitest/vitest.mjs');
