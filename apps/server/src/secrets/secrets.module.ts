import { Module } from '@nestjs/common';
import { AddressHashes } from './address-hashes.ts';
import { Addresses } from './addresses.ts';
import { DeploymentSecrets } from './deployment-secrets.ts';
import { SecretBox } from './secret-box.ts';

const PARTS = [AddressHashes, Addresses, DeploymentSecrets, SecretBox];

/** What is encrypted in the database, by a key outside of it. */
@Module({ providers: PARTS, exports: PARTS })
export class SecretsModule {}
