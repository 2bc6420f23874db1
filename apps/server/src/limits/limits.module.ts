import { Module } from '@nestjs/common';
import { RateLimits } from './rate-limits.ts';
import { RequestCounts } from './request-counts.ts';

/** How much anybody may ask for. */
@Module({ providers: [RequestCounts, RateLimits], exports: [RateLimits] })
export class LimitsModule {}
