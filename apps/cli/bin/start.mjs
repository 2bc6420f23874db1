import { setUp } from './setup.mjs';

// The server runs in this very process, so that signals and the exit code are its own.
await setUp();
process.setSourceMapsEnabled(true);
await import('../../../dist/apps/server/src/main.js');
