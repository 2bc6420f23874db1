import { setUpPackages } from './setup.mjs';

// The long form of test/simulation. Arguments are Vitest's own. SIMULATION_SEEDS says how many histories.
process.env.SIMULATION_SEEDS ??= '50000';
await setUpPackages();
process.argv.splice(2, 0, 'run', '--project', 'integration', 'test/simulation');
await import('../../../node_modules/vitest/vitest.mjs');
