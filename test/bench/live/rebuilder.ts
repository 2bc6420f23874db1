import { DataSource } from 'typeorm';
import { rebuildProjection } from '#libs/event-store';
import { eventSchemas } from '../../../apps/server/src/event-schemas.ts';
import { Ledger } from '../rebuild/ledger.ts';

const url = process.argv[2] ?? '';
const owner = await new DataSource({ type: 'postgres', url, installExtensions: false }).initialize();
const rebuilt = await rebuildProjection(owner, new Ledger(), eventSchemas);
process.send?.(rebuilt?.lockMs);
await owner.destroy();
