import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { SealStatus, SealView } from '#libs/contracts';
import type { Position } from '#libs/event-store';
import type { Sql } from './leaves.ts';
import type { OpenedSeal } from './seal.ts';
import { firstSealOver, newestSeal, readSealedLog } from './sealed-log.ts';

/** The newest seal over the log, and the key that it is checked with. */
export class GetSeal extends Query<SealStatus> {}

@QueryHandler(GetSeal)
export class GetSealHandler implements IQueryHandler<GetSeal> {
  constructor(private readonly database: DataSource) {}

  async execute(): Promise<SealStatus> {
    const log = await readSealedLog(this.database);
    const seal = log && (await newestSeal(this.database, log));
    return { key: log?.verifier.verifierKey ?? null, seal: seal && shown(seal) };
  }
}

/** The first seal that covers a position, else the newest one; null before the first. */
export async function sealFor(sql: Sql, position: Position): Promise<SealView | null> {
  const log = await readSealedLog(sql);
  const seal = log && ((await firstSealOver(sql, log, position)) ?? (await newestSeal(sql, log)));
  return seal && shown(seal);
}

function shown({ origin, size, root, hash, sealedAt, note, keyId }: OpenedSeal): SealView {
  return { origin, size, root: Buffer.from(root).toString('base64'), hash, keyId, sealedAt, note };
}
