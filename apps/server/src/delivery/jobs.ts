import { type BeforeApplicationShutdown, Inject, Injectable, Logger, Module } from '@nestjs/common';
import { type Jobs, openJobs } from '#libs/jobs';
import { CONFIG, type Config } from '../config.ts';

/** The injection token of `Jobs`. */
export const JOBS = Symbol('JOBS');

/** Waits for the running jobs before anything that they use is closed. */
@Injectable()
class CloseJobs implements BeforeApplicationShutdown {
  constructor(@Inject(JOBS) private readonly jobs: Jobs) {}

  async beforeApplicationShutdown() {
    await this.jobs.close();
  }
}

@Module({
  providers: [
    {
      provide: JOBS,
      inject: [CONFIG],
      useFactory: ({ databaseDirectUrl: databaseUrl, redisUrl }: Config): Promise<Jobs> => {
        const logger = new Logger('Jobs');
        return openJobs({ databaseUrl, redisUrl, onError: (error) => logger.warn(error.message) });
      },
    },
    CloseJobs,
  ],
  exports: [JOBS],
})
export class JobsModule {}
