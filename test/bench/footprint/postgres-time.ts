import { readdir, readFile } from 'node:fs/promises';
import { Client } from 'pg';

/** Of `/proc`, the same on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/**
 * Seconds of processor time of a Postgres on this machine since its start, of all its processes. That of the connection
 * which asks is in it. NaN where there is no /proc.
 */
export async function postgresSeconds(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    const own = await statOf(rows[0].pid);
    if (!own) return Number.NaN;
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const all = (await Promise.all(pids.map(statOf))).filter((stat) => stat !== null);
    const postmaster = all.find(({ pid }) => pid === own.parent);
    const children = all.filter(({ parent }) => parent === own.parent);
    const ticks = children.reduce((sum, { ticks }) => sum + ticks, 0);
    return (ticks + (postmaster?.ticks ?? 0) + (postmaster?.ticksOfTheDead ?? 0)) / TICKS_A_SECOND;
  } finally {
    await client.end();
  }
}

async function statOf(pid: number) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // After the name in brackets, which may hold anything: state, parent, …
  const [, parent, ...rest] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, deadUser = 0, deadSystem = 0] = rest.slice(9, 13);
  return { pid, parent, ticks: user + system, ticksOfTheDead: deadUser + deadSystem };
}
