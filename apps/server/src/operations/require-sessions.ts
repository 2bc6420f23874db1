import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Config } from '../config.ts';

const PATIENCE_MS = 2_000;

/**
 * Refuses URLs that lead through a pooler in transaction mode where a session of one's own is needed: migrating locks in its
 * session, the queue on Postgres and whoever follows the log LISTEN in theirs. Nothing would fail there; locks would not hold and
 * nobody would be woken. The error names the variable and the cure.
 */
export async function requireSessions({ databaseDirectUrl, databaseOwnerUrl }: Config): Promise<void> {
  for (const url of new Set([databaseDirectUrl, databaseOwnerUrl])) {
    if (await hearsItself(url)) continue;
    const name = url === databaseDirectUrl ? 'DATABASE_DIRECT_URL' : 'DATABASE_OWNER_URL';
    throw new Error(
      `${new URL(url).host} gives every transaction another session, as a pooler in transaction mode does, and notifications get lost there. ` +
        `DATABASE_URL may lead through it; set ${name} to an address of Postgres itself.`,
    );
  }
}

/** Whether a notification to a listening session arrives. The session stays idle, so that a pooler takes it away. */
async function hearsItself(url: string): Promise<boolean> {
  const channel = `duban_${randomUUID().replaceAll('-', '')}`;
  const [listener, notifier] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  try {
    await Promise.all([listener.connect(), notifier.connect()]);
    await listener.query(`LISTEN ${channel}`);
    const heard = new Promise<boolean>((resolve) => {
      listener.on('notification', () => resolve(true));
      setTimeout(resolve, PATIENCE_MS, false).unref();
    });
    await notifier.query(`NOTIFY ${channel}`);
    return await heard;
  } finally {
    await Promise.all([listener.end(), notifier.end()]);
  }
}
