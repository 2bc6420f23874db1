import { Module } from '@nestjs/common';
import { Model } from './model.ts';
import { Reader } from './reader.ts';

/** Reading texts: by the rules of libs/readout with what this deployment knows, and by a model where one is set. */
@Module({ providers: [Model, Reader], exports: [Model, Reader] })
export class ReadingModule {}
