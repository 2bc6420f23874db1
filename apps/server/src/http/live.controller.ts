import { Controller, Headers, type MessageEvent, Query, Req, Sse } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { concatMap, filter, interval, map, merge, type Observable, share, takeUntil } from 'rxjs';
import { FollowQuery, type LiveChange } from '#libs/contracts';
import type { GuardedRequest } from '../access/access.guard.ts';
import { type Caller, Callers } from '../access/callers.ts';
import { Rule } from '../access/rule.ts';
import { LiveFeed } from '../read-models/live-feed.ts';
import { CalledBy } from './sent.ts';

/** How often a feed proves that it is alive and that its reader may still have it; so long may a lost right be used (real time). */
const BEAT_MS = 4_000;

@ApiTags('live')
@Controller('api/v1/stream')
export class LiveController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly callers: Callers,
  ) {}

  @Sse()
  @Rule('FollowChanges')
  @ApiOperation({
    summary: 'Follow what changes, from now on or `after` a position, as server-sent events whose ids are positions',
  })
  @ApiResponse({
    status: 200,
    description: 'Server-sent events, each a LiveChange',
    content: { 'text/event-stream': {} },
  })
  follow(
    @CalledBy() caller: Caller,
    @Req() { headers }: GuardedRequest,
    @Query({ schema: FollowQuery }) query: FollowQuery,
    @Headers('last-event-id') last?: string,
  ): Observable<MessageEvent> {
    let { viewer } = caller;
    const beats = interval(BEAT_MS).pipe(
      concatMap(() => this.callers.find(headers, false)),
      share(),
    );
    const isOver = beats.pipe(filter((present) => present === null));
    const alive = beats.pipe(
      filter((present) => present !== null),
      map((present): MessageEvent => {
        viewer = present.viewer;
        return { comment: 'alive' } as MessageEvent;
      }),
    );
    // A browser that reconnects by itself says where it was; the address is still that of the first time.
    const after = /^\d{1,15}$/.test(last ?? '') ? Number(last) : (query.after ?? null);
    const changes = this.feed.changes(() => viewer, after).pipe(map(messageOf));
    return merge(changes, alive).pipe(takeUntil(merge(isOver, this.feed.stopped)));
  }
}

function messageOf(change: LiveChange): MessageEvent {
  return { id: String(change.position), data: change };
}
