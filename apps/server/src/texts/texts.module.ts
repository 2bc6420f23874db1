import { Module } from '@nestjs/common';
import { KeyDestruction, TextKeys } from './text-keys.ts';

/** Free texts: encrypted in the log, readable as long as nobody erases them. */
@Module({ providers: [TextKeys, KeyDestruction], exports: [TextKeys, KeyDestruction] })
export class TextsModule {}
