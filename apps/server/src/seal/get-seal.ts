import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { SealStatus } from '#libs/contracts';
import { newestSeal, readSealedLog } from './sealed-log.ts';

/** The newest seal over the log, and the key that it is checked with. */
export class GetSeal extends Query<SealStatus> {}

@QueryHandler(GetSeal)
export class GetSealHandler implements IQueryHandler<GetSeal> {
  constructor(private readonly database: DataSource) {}

  async execute(): Promise<SealStatus> {
    const log = await readSealedLog(this.database);
    const seal = log && (await newestSeal(this.database, log));
    if (!log || !seal) return { key: log?.verifier.verifierKey ?? null, seal: null };
    const { origin, size, root, hash, sealedAt, note, keyId } = seal;
    return {
      key: log.verifier.verifierKey,
      seal: { origin, size, root: Buffer.from(root).toString('base64'), hash, keyId, sealedAt, note },
    };
  }
}
