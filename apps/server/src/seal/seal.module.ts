import { Module } from '@nestjs/common';
import { GetSealHandler } from './get-seal.ts';
import { SealRole } from './seal-role.ts';

/** Proof that what was recorded was not altered since: sealing (seal role), and the newest seal for whoever asks. */
@Module({ providers: [SealRole, GetSealHandler] })
export class SealModule {}
