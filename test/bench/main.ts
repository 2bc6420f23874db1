import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import type { BenchRun } from './support/bench.ts';
import { type Figure, tableOf } from './support/figures.ts';
import { type BenchPostgres, type Disk, startPostgres } from './support/postgres.ts';
import { NoCompiler } from './support/slow-fsync.ts';

const USAGE = `npm run bench -- ${Object.keys(benches).join('|')} [--only PART,…] [--rounds N] [--seconds S] [--quick] [--plot FILE]
  --only PART,…  only benches and variants whose name begins so, such as append.1x32,ours
  --rounds N     how often each variant is measured (7)
  --seconds S    how long, each time (1)
  --plot FILE    where growth draws what it found, as SVG
  --quick        tiny sizes, one round: shows that it works, measures nothing
`;

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    plot: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const unknown = names.filter((name) => !(name in benches));
if (options.help || names.length === 0 || unknown.length > 0) {
  process.stderr.write(`${unknown.map((name) => `There is no bench ${name}.\n`).join('')}${USAGE}`);
  process.exit(options.help ? 0 : 2);
}

const only = options.only.split(',').filter((part) => part !== '');
const figures: Figure[] = [];
const servers = new Map<Disk, Promise<BenchPostgres>>();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopServers().finally(() => process.exit(1)));
const failure = await runAll().then(
  () => null,
  (error: unknown) => error,
);
if (figures.length > 0) say(`\n${tableOf(figures)}`);
if (failure !== null) say(failure instanceof Error ? `${failure.stack}` : `${failure}`);
await stopServers();
process.exit(failure === null ? 0 : 1); // a peer may hold connections that it does not close

async function runAll(): Promise<void> {
  for (const name of names) await runBench(name);
}

/** A Postgres would outlive us. */
async function stopServers(): Promise<void> {
  for (const server of await Promise.allSettled(servers.values())) {
    if (server.status === 'fulfilled') await server.value.stop();
  }
}

async function runBench(name: string): Promise<void> {
  const endings: (() => Promise<unknown>)[] = [];
  const run: BenchRun = {
    rounds: Number(options.rounds ?? (options.quick ? 1 : 7)),
    seconds: Number(options.seconds ?? (options.quick ? 0.05 : 1)),
    quick: options.quick,
    plot: options.plot ?? null,
    wants: (part) => wants(name, part),
    postgres,
    report(reported) {
      figures.push(...reported);
      for (const figure of reported) process.stdout.write(`${JSON.stringify(figure)}\n`);
    },
    skip: (what, why) => say(`skipped: ${what}: ${why}`),
    onEnd: (close) => endings.push(close),
  };
  const load = benches[name];
  if (!load) return;
  say(`${name}: ${run.rounds} rounds`);
  try {
    await (await load()).bench(run);
  } finally {
    for (const close of endings.reverse()) await close();
  }
}

/** Names of benches (`append.1x32`) are asked for apart from names of variants (`ours`). */
function wants(bench: string, part: string): boolean {
  const isBench = (text: string) => text === bench || text.startsWith(`${bench}.`);
  const asked = only.filter((text) => isBench(text) === isBench(part));
  return asked.length === 0 || asked.some((text) => part === text || part.startsWith(`${text}.`));
}

async function postgres(disk: Disk = 'plain'): Promise<BenchPostgres | null> {
  try {
    const server = servers.get(disk) ?? startPostgres(disk);
    servers.set(disk, server);
    return await server;
  } catch (error) {
    if (!(error instanceof NoCompiler)) throw error;
    servers.delete(disk);
    say(`skipped: ${disk} disk: ${error.message}`);
    return null;
  }
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
