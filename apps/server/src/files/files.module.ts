import { Module } from '@nestjs/common';
import { ReadoutFiles } from './readout-files.ts';
import { ReadoutTexts } from './readout-texts.ts';

/** What was given from outside: kept as it came, for ever. */
@Module({ providers: [ReadoutFiles, ReadoutTexts], exports: [ReadoutFiles, ReadoutTexts] })
export class FilesModule {}
