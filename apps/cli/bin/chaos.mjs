import { parseArgs } from 'node:util';
import { setUp, setUpPackages } from './setup.mjs';

/** What is put through it, the file of tests that does so, and how long it goes on. */
const SUBJECTS = {
  store: { file: 'test/chaos/killed-store.spec.ts', measure: 'cycles', usual: '100', variable: 'CHAOS_CYCLES' },
  server: { file: 'test/chaos/killed-server.spec.ts', measure: 'kills', usual: '20', variable: 'CHAOS_KILLS' },
  subscriber: { file: 'test/chaos/many-writers.spec.ts', measure: 'events', usual: '200000', variable: 'CHAOS_EVENTS' },
};
const USAGE = `npm run chaos -- store [--cycles 100] [--seed N]        kill writers and Postgres, then look for what was lost
npm run chaos -- server [--kills 20] [--seed N]          kill the server while the demo is played, then compare with a calm one
npm run chaos -- subscriber [--events 200000] [--seed N]  a subscriber among 16 writers, then look for what it missed`;

const usage = (problem) => {
  console.error(`${problem}\n${USAGE}`);
  process.exit(2);
};
const read = () => {
  try {
    const text = { type: 'string' };
    const options = { cycles: text, kills: text, events: text, seed: text };
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    return usage(error.message);
  }
};
const { positionals, values } = read();
const subject = SUBJECTS[positionals[0]];
if (!subject || positionals.length > 1) usage(`Unknown: ${positionals.join(' ') || 'nothing to put through it'}`);
for (const [name, value] of Object.entries(values)) {
  if (name !== 'seed' && name !== subject.measure) usage(`${positionals[0]} takes --${subject.measure}, not --${name}`);
  if (!/^\d+$/.test(value)) usage(`--${name} is a whole number, not ${value}`);
}

process.env[subject.variable] = values[subject.measure] ?? subject.usual;
if (values.seed) process.env.CHAOS_SEED = values.seed;
await (subject === SUBJECTS.server ? setUp() : setUpPackages());
process.argv.splice(2, process.argv.length, 'run', '--project', 'integration', subject.file);
await import('../../../node_modules/vitest/vitest.mjs');
