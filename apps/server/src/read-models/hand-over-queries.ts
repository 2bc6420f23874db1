import { Query } from '@nestjs/cqrs';
import type { HandOverSheet, HandOvers } from '#libs/contracts';
import type { Id } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';

/** The sheets that concern the viewer; all for the office. */
export class ListHandOvers extends Query<HandOvers> {
  constructor(readonly viewer: Viewer) {
    super();
  }
}

/** One sheet with what it shows: as of the position that was signed, before that as of the newest. */
export class GetHandOver extends Query<HandOverSheet> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
  ) {
    super();
  }
}
