import { DataSource } from 'typeorm';
import { EventLog, Subscription } from '#libs/event-store';
import { eventSchemas } from '../../../apps/server/src/event-schemas.ts';
import { Ledger } from '../rebuild/ledger.ts';

const url = process.argv[2] ?? '';
const database = await new DataSource({ type: 'postgres', url, installExtensions: false }).initialize();
const log = new EventLog(url, eventSchemas);
const subscription = new Subscription(database, log, new Ledger(), { log: () => {} });
await subscription.start();
process.once('disconnect', async () => {
  await subscription.stop();
  await log.close();
  await database.destroy();
});
process.send?.('started');
