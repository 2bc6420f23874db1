import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { EventBus, ofType } from '@nestjs/cqrs';
import { Observable, Subject, takeUntil } from 'rxjs';
import { DataSource } from 'typeorm';
import type { LiveChange } from '#libs/contracts';
import { EventLog, type Position, type SkipEvent } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { CONFIG, type Config } from '../config.ts';
import { logger } from '../logger.ts';
import { announcementsOf, isFor, LogAdvanced } from './log-advanced.ts';

const PAGE = 500;

/** The reader of the log without a checkpoint, one in each api process, from the head on. */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  /** Tells once that the process is about to end: whoever follows has to let go then. */
  readonly stopped = new Subject<void>();
  private following: Promise<void> | undefined;
  private lastSkipped: Position = 0;
  /** Events that nobody was told of because newer code has written them: how many, and why the last of them. */
  readonly skipped = { count: 0, why: '' };

  constructor(
    private readonly bus: EventBus,
    private readonly log: EventLog,
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.has('api')) return;
    const head = await this.log.head();
    this.following = this.log
      .follow(
        head,
        async (events) => this.bus.publishAll(await announcementsOf(this.database, events)),
        this.stopping.signal,
        this.skip,
      )
      .catch((error: unknown) => logger.error({ err: error }, 'the live feed has stopped; restart to resume it'));
  }

  private readonly skip: SkipEvent = (position, why) => {
    if (position <= this.lastSkipped) return;
    this.lastSkipped = position;
    this.skipped.count += 1;
    this.skipped.why = why.message;
    logger.error({ position, err: why }, 'the live feed leaves out an event');
  };

  /** Ends every feed, so that no open connection holds up the shutdown. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.stopped.next();
    await this.following;
  }

  /**
   * Every change after a position that `viewer()` may see at that moment, each once, in the order of the log; from now
   * on when no position is given, or one that this log never had. Ends with the process.
   */
  changes(viewer: () => Viewer, after: Position | null): Observable<LiveChange> {
    return new Observable<LiveChange>((subscriber) => {
      const waiting: LogAdvanced[] = [];
      let last: Position | null = null;
      const tell = ({ change, audience }: LogAdvanced) => {
        if (last === null || change.position <= last) return;
        last = change.position;
        if (isFor(viewer(), audience)) subscriber.next(change);
      };
      // Listens first and then reads what was before: what falls in between comes twice, and `tell` drops the second.
      let listen = (advanced: LogAdvanced): void => void waiting.push(advanced);
      const subscription = this.bus.pipe(ofType(LogAdvanced)).subscribe((advanced) => listen(advanced));

      const readWhatWas = async () => {
        const head = await this.log.head();
        last = Math.min(after ?? head, head);
        for (let position = last; position < head && !subscriber.closed; ) {
          const events = await this.log.readAll(position, PAGE, this.skip);
          for (const announcement of await announcementsOf(this.database, events)) tell(announcement);
          position += PAGE; // there are no gaps
        }
        for (const advanced of waiting.splice(0)) tell(advanced);
        listen = tell;
      };
      readWhatWas().catch((error: unknown) => subscriber.error(error));
      return subscription;
    }).pipe(takeUntil(this.stopped));
  }
}
