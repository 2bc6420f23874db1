#!/usr/bin/env node
import { notReady } from './setup.mjs';

const problem = notReady();
if (problem) {
  console.error(
    `${problem} Run \`npm start\` (it sets everything up and starts the server) or \`npm run build\`, then try again.`,
  );
  process.exit(2);
}
process.setSourceMapsEnabled(true);
await import('../../../dist/apps/cli/src/main.js');
