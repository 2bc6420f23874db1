import { Module } from '@nestjs/common';
import { EvidenceFiles } from './evidence-files.ts';
import { ReadoutFiles } from './readout-files.ts';
import { ReadoutTexts } from './readout-texts.ts';
import { RemoveUnusedFiles } from './remove-unused-files.ts';

/** What was given from outside, kept as it came: readouts for ever, evidence until its words are erased. */
@Module({
  providers: [ReadoutFiles, ReadoutTexts, EvidenceFiles, RemoveUnusedFiles],
  exports: [ReadoutFiles, ReadoutTexts, EvidenceFiles],
})
export class FilesModule {}
