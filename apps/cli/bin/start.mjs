import { setUp } from './setup.mjs';

// The server runs in this very process, so that signals and the exit code are its own.
await setUp();
// A demo that was not told otherwise opens on a campaign that is under way.
process.env.DEMO_DATA ??= 'campaign';
process.setSourceMapsEnabled(true);
await import('../../../dist/apps/server/src/main.js');
