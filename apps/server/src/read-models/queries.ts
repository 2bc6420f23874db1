import { Query } from '@nestjs/cqrs';
import type {
  DirectiveDetail,
  DirectivePage,
  DirectiveQuery,
  EventPage,
  EventQuery,
  FileQuery,
  HistoryPage,
  ItemQuery,
  MyTaskPage,
  Organisation,
  PageQuery,
  PastItemQuery,
  PastPageQuery,
  ReadoutDetail,
  ReadoutPage,
  ReadoutProposals,
  SkeletonQuery,
  TaskDeeds,
  TaskDetail,
  TaskPage,
  TaskQuery,
  TaskSkeleton,
  TaskVersionQuery,
  TaskVersions,
} from '#libs/contracts';
import type { Id } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import type { FileContent } from './readout-file.ts';

// Every question that can be asked of the read models. Each is answered as far as the viewer may see (visibility.ts):
// lists leave the rest out, single items throw `NotFound`. All take `after`: they wait until the position is projected,
// at most 2 s, and throw `ReadModelBehind` when it is not. A cursor of another list or sort order throws `InvalidCursor`.
// Those that take `as_of` answer as of then (moments.ts), and throw `MomentAhead` for what is not past.

/** The ledger of tasks. Sorted by due date (standing tasks last), by number, or by last change (newest first). */
export class ListTasks extends Query<TaskPage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: TaskQuery,
  ) {
    super();
  }
}

/** The whole ledger as narrowed, up to 100,000 rows, in columns of numbers. */
export class GetTaskSkeleton extends Query<TaskSkeleton> {
  constructor(
    readonly viewer: Viewer,
    readonly query: SkeletonQuery,
  ) {
    super();
  }
}

/** The rows that a skeleton names by their positions, in that order; positions that are no task's, or unseen, are left out. */
export class ListTaskVersions extends Query<TaskVersions> {
  constructor(
    readonly viewer: Viewer,
    readonly query: TaskVersionQuery,
  ) {
    super();
  }
}

/** The open tasks of the viewer's own units that wait for these units, most urgent first. */
export class ListMyTasks extends Query<MyTaskPage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: PageQuery,
  ) {
    super();
  }
}

/** One task with all that was said of it. Read from its stream, so that it shows what was written a moment ago. */
export class GetTask extends Query<TaskDetail> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
    readonly query: PastItemQuery,
  ) {
    super();
  }
}

/** The events of one task, oldest first. */
export class GetTaskDeeds extends Query<TaskDeeds> {
  constructor(
    readonly viewer: Viewer,
    readonly id: string,
  ) {
    super();
  }
}
export class GetTaskHistory extends Query<HistoryPage> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
    readonly query: PastPageQuery,
  ) {
    super();
  }
}

/** Directives, the one changed last first. */
export class ListDirectives extends Query<DirectivePage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: DirectiveQuery,
  ) {
    super();
  }
}

/** One directive. Read from its stream, as `GetTask` is. */
export class GetDirective extends Query<DirectiveDetail> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
    readonly query: PastItemQuery,
  ) {
    super();
  }
}

/** The events of one directive, oldest first. */
export class GetDirectiveHistory extends Query<HistoryPage> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
    readonly query: PastPageQuery,
  ) {
    super();
  }
}

/** Readouts, the one imported last first. A readout is seen by whoever sees one of its directives. */
export class ListReadouts extends Query<ReadoutPage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: PageQuery,
  ) {
    super();
  }
}

/** One readout with its text; the directives in it are those that the viewer sees. */
export class GetReadout extends Query<ReadoutDetail> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
    readonly query: ItemQuery,
  ) {
    super();
  }
}

/** What a readout proposes, for the office's review: everything the reader says of it, and what became of each proposal. */
export class GetProposals extends Query<ReadoutProposals> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
    readonly query: ItemQuery,
  ) {
    super();
  }
}

/** What a readout was given as, byte for byte: its present version, unless another one is asked for. */
export class GetReadoutFile extends Query<FileContent> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
    readonly query: FileQuery,
  ) {
    super();
  }
}

/** All units with their posts and holders, for everybody who is signed in. */
export class GetOrganisation extends Query<Organisation> {
  constructor(
    readonly viewer: Viewer,
    readonly query: PastItemQuery,
  ) {
    super();
  }
}

/** That events happened, by whom and when; not what they say. For those whom the policy lets audit: nothing is left out. */
export class ListEvents extends Query<EventPage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: EventQuery,
  ) {
    super();
  }
}

/** A file that an event of this task names, byte for byte. */
export class GetEvidenceFile extends Query<{ readonly name: string; readonly bytes: Buffer }> {
  constructor(
    readonly viewer: Viewer,
    readonly taskId: Id,
    readonly fileId: Id,
  ) {
    super();
  }
}
