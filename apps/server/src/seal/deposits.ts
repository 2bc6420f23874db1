import { join } from 'node:path';
import type { Settings } from '../config.ts';
import { type Deposit, fileDeposit, urlDeposit } from './deposit.ts';

/** The settings that say where seals are put. */
export type Places = Pick<Settings, 'sealFile' | 'sealUrl' | 'dataDir' | 'temporaryDatabase'>;

/**
 * Where the seals of a log are put: where SEAL_FILE or SEAL_URL says, else a file of its own in the data directory, which
 * at least outlives the database; null for a database that does not outlive its server.
 */
export function depositOf({ sealFile, sealUrl, dataDir, temporaryDatabase }: Places, origin: string): Deposit | null {
  if (sealUrl) return urlDeposit(sealUrl);
  if (sealFile) return fileDeposit(sealFile, { setting: 'SEAL_FILE', makeDirectory: false });
  if (temporaryDatabase) return null;
  const path = join(dataDir, 'seals', `${origin.replace(/^.*\//, '')}.txt`);
  return fileDeposit(path, { setting: 'the data directory:', makeDirectory: true });
}
