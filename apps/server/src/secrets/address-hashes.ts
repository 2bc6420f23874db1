import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { keyedHash, newEncryptionKey } from '#libs/crypto';
import { DeploymentSecrets } from './deployment-secrets.ts';
import { SecretBox, SecretUnreadable } from './secret-box.ts';

/** Where addresses are found by their hash, and what of the encrypted text is the address. */
const HASHED = [
  { table: 'destination', hash: 'address_hash', column: 'address', addressIn: (text: string) => text },
  {
    table: 'push_subscription',
    hash: 'endpoint_hash',
    column: 'subscription',
    addressIn: (text: string): string => JSON.parse(text).endpoint,
  },
];

/**
 * Says whether an address is one that is kept already, without keeping it readable: nobody who has the database alone can
 * try addresses out. The key is a secret of the deployment, so that a rotation encrypts it anew and hashes stay.
 */
@Injectable()
export class AddressHashes implements OnApplicationBootstrap {
  constructor(
    private readonly database: DataSource,
    private readonly secrets: SecretBox,
    private readonly deployment: DeploymentSecrets,
  ) {}

  async of(address: string): Promise<string> {
    const key = await this.deployment.get('address-hash', () => newEncryptionKey().toString('base64'));
    return keyedHash(Buffer.from(key, 'base64'), address);
  }

  /** Hashes that were made without a key are made anew; one whose address cannot be read stays. */
  async onApplicationBootstrap(): Promise<void> {
    for (const { table, hash, column, addressIn } of HASHED) {
      const rows: { id: string; hash: string; record: string }[] = await this.database.query(
        `SELECT id, ${hash} AS hash, ${column} AS record FROM ${table} WHERE starts_with(${hash}, 'sha256:')`,
      );
      for (const { id, hash: old, record } of rows) {
        const text = await this.secrets.unlock(record, { table, row: id }).catch((error: unknown) => {
          if (error instanceof SecretUnreadable) return null;
          throw error;
        });
        if (text === null) continue;
        await this.database.query(`UPDATE ${table} SET ${hash} = $3 WHERE id = $1 AND ${hash} = $2`, [
          ...[id, old],
          await this.of(addressIn(text)),
        ]);
      }
    }
  }
}
