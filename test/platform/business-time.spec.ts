import { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { readConfig } from '../../apps/server/src/config.ts';
import { SqlClock } from '../../apps/server/src/sql-clock.ts';
import { freshDatabase } from '../support/database.ts';

it('business time is real time in production, to the millisecond and however often it is asked for', async () => {
  const { url, ownerUrl, drop } = await freshDatabase();
  const database = await new DataSource({ type: 'postgres', url, installExtensions: false }).initialize();
  const settings = readConfig({ DUBAN_MODE: 'production', DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl });
  const urls = { databaseUrl: url, databaseDirectUrl: url, databaseOwnerUrl: ownerUrl };
  const clock = await SqlClock.start(database, { ...settings, ...urls });
  try {
    for (let i = 0; i < 50; i++) {
      await clock.refresh();
      const before = Date.now();
      const now = Date.parse(clock.now());
      expect(now).toBeGreaterThanOrEqual(before);
      expect(now).toBeLessThanOrEqual(Date.now());
    }
  } finally {
    clock.onApplicationShutdown();
    await database.destroy();
    await drop();
  }
});
