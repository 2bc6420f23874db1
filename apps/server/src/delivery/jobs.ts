import { type BeforeApplicationShutdown, Inject, Injectable, Logger, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
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
      inject: [CONFIG, DataSource],
      useFactory: async ({ databaseDirectUrl: databaseUrl, redisUrl }: Config, database: DataSource): Promise<Jobs> => {
        const logger = new Logger('Jobs');
        await database.query('INSERT INTO queue_identity (id) VALUES (gen_random_uuid()) ON CONFLICT DO NOTHING');
        const [queues] = await database.query('SELECT id FROM queue_identity');
        const onError = (error: Error) => logger.warn(error.message);
        return openJobs({ databaseUrl, redisUrl, deploymentId: queues.id, onError });
      },
    },
    CloseJobs,
  ],
  exports: [JOBS],
})
export class JobsModule {}
