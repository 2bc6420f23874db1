import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config.ts';
import { logger } from '../logger.ts';
import { EvidenceFiles } from './evidence-files.ts';

const HOUR_MS = 3_600_000;

/** Removes files that never came into a report, when an api process starts and hourly while it runs. */
@Injectable()
export class RemoveUnusedFiles implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly files: EvidenceFiles,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap() {
    if (!this.config.roles.has('api')) return;
    this.remove();
    this.timer = setInterval(() => this.remove(), HOUR_MS).unref();
  }

  onApplicationShutdown() {
    clearInterval(this.timer);
  }

  private remove(): void {
    this.files.removeUnused().catch((error: unknown) => logger.warn({ error }, 'unused files were not removed'));
  }
}
