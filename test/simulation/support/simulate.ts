import { randomFrom } from '../../chaos/random.ts';
import { putOff, settleTurn } from './alerts.ts';
import { Database } from './database.ts';
import { deliver } from './delivering.ts';
import { historyOf } from './history.ts';
import { projectTurn, sweep } from './processes.ts';
import { TOWNS } from './town.ts';
import { faultsOf } from './verdict.ts';
import { type Breaks, FarSide, type Process, Queue, Seen, type World } from './world.ts';

const DAY_MS = 86_400_000;
const SWEEP_EVERY = 0.15;
const SEND_LIMIT_MS = 30_000;
const LAST_ROUND = 60;
const PUTS_OFF = 0.02;

export interface Run {
  /** What is wrong in the end, one line each; empty when every promise was kept. */
  readonly faults: readonly string[];
  readonly crashes: number;
  readonly told: number;
  readonly copies: number;
}

/** One history by a seed: two processes of each role, killed at any await, with clocks up to a day off, on a queue that forgets. */
export function simulate(seed: number, breaks: Breaks = {}): Run {
  const random = randomFrom(seed);
  const { deeds, end } = historyOf(random);
  const database = new Database(TOWNS.liaison);
  const world: World = { database, queue: new Queue(), farSide: new FarSide(), seen: new Seen(), random, breaks };
  const processes = (['project', 'sweep', 'deliver', 'settle', 'put-off'] as const).flatMap((does, i) =>
    [0, 1].map((j): Process => {
      const skew = Math.floor((random() * 2 - 1) * DAY_MS);
      return { id: i * 2 + j, does, clock: () => database.now + skew, work: null, sending: null, sendingSince: 0 };
    }),
  );
  database.now = deeds[0]?.at ?? end;
  while (database.now < end) {
    while (deeds[0] && deeds[0].at <= database.now) deeds.shift()?.act(database);
    if (random() < 0.03) world.queue.flush();
    for (let steps = Math.floor(random() * 25); steps > 0; steps--) {
      const process = processes[Math.floor(random() * processes.length)];
      if (!process) continue;
      if (process.work && random() < 0.03) kill(process, world);
      else step(process, world, random() < SWEEP_EVERY);
    }
    const next = Math.min(end, nextMoment(world, deeds[0]?.at ?? end));
    // A send takes half a minute at most: nobody loses a lease while at work.
    for (const process of processes)
      while (process.sending && next > process.sendingSince + SEND_LIMIT_MS) step(process, world, false);
    database.now = next;
  }
  settle(world, processes);
  const copies = [...world.farSide.copies.values()].reduce((sum, n) => sum + n, 0);
  return { faults: faultsOf(world), crashes: world.seen.crashes, told: database.inbox.length, copies };
}

/** Goes on with what the process is at, or begins something. */
function step(process: Process, world: World, ticks: boolean): void {
  process.work ??= begin(process, world, ticks);
  if (process.work?.next().done) process.work = null;
}

function begin(process: Process, world: World, ticks: boolean): Process['work'] {
  const { queue, random, breaks } = world;
  if (process.does === 'project') return projectTurn(world, process);
  if (process.does === 'settle') return breaks.noSettling ? null : settleTurn(world, process);
  if (process.does === 'put-off') return random() < PUTS_OFF ? putOff(world, process) : null;
  const stays = random() < 0.05;
  if (process.does === 'sweep') {
    const rings = queue.take('alarm', process.clock(), stays) !== null;
    return rings || (ticks && !breaks.queueOnly) ? sweep(world, process) : null;
  }
  const job = queue.take('delivery', process.clock(), stays);
  return job?.kind === 'delivery' ? deliver(world, process, job.messageId) : null;
}

/** `kill -9`: what its transaction wrote was never there, and another has its place. */
function kill(process: Process, { database, seen }: World): void {
  seen.crashes += 1;
  if (process.sending !== null)
    seen.killedInSend.set(process.sending, (seen.killedInSend.get(process.sending) ?? 0) + 1);
  Object.assign(process, { work: null, sending: null });
  database.release(process.id);
}

/** A moment later, or when something is planned. */
function nextMoment({ database, random }: World, deed: number): number {
  if (random() < 0.3) return database.now + 1 + Math.floor(random() * 29_000);
  let next = deed;
  const ahead = (at: number) => {
    if (at > database.now && at < next) next = at;
  };
  for (const { snoozedUntil } of database.inbox) if (snoozedUntil !== null) ahead(snoozedUntil);
  for (const steps of database.plan.values()) for (const { at } of steps) ahead(at);
  for (const { outcome, goesAt, nextTryAt } of database.deliveries.values()) {
    if (outcome !== 'pending') continue;
    ahead(goesAt);
    ahead(nextTryAt);
  }
  return random() < 0.7 ? next : Math.min(deed, database.now + Math.floor(random() * 6 * 3_600_000));
}

/** Nobody is killed any more and nothing forgotten: what is left is done. */
function settle(world: World, processes: readonly Process[]): void {
  const { database } = world;
  for (let round = 0; round <= LAST_ROUND; round++) {
    for (const process of processes) {
      if (process.does === 'put-off' && process.work === null) continue;
      for (let steps = 0; steps < 2_000; steps++) {
        const before = database.checkpoint + database.settled;
        step(process, world, steps === 0);
        if (process.work === null && database.checkpoint + database.settled === before) break;
      }
    }
    // Leases run out, and tries come round again.
    const waits = [...database.deliveries.values()].filter(({ outcome }) => outcome === 'pending');
    if ((round > 3 && waits.length === 0) || round === LAST_ROUND) return;
    database.now += 61_000 + (round > 10 ? 600_000 : 0);
  }
}
