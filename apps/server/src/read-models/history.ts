import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import type { FieldChange, HistoryPage, PageQuery } from '#libs/contracts';
import { DEFAULT_LABEL, type DirectiveState, directiveDecider, type TaskState, taskDecider } from '#libs/directives';
import type { Decider, DomainEvent } from '#libs/event-sourcing';
import { EventLog, type StoredEvent } from '#libs/event-store';
import { EvidenceFiles } from '../files/evidence-files.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { delegatedNames } from './delegated.ts';
import { InvalidCursor } from './errors.ts';
import { filesOf, shownFile } from './evidence-file.ts';
import { readDirective, readTask } from './items.ts';
import { Moments } from './moments.ts';
import { personNames } from './names.ts';
import { decode, encode } from './paging.ts';
import { GetDirectiveHistory, GetTaskHistory } from './queries.ts';
import { placementOf } from './visibility.ts';

@QueryHandler(GetTaskHistory)
export class GetTaskHistoryHandler implements IQueryHandler<GetTaskHistory> {
  constructor(
    private readonly database: DataSource,
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly moments: Moments,
    private readonly files: EvidenceFiles,
  ) {}

  async execute({ viewer, id, query }: GetTaskHistory): Promise<HistoryPage> {
    const { position } = await this.moments.of(query, []);
    const { events, present } = await readTask(this, viewer, id, position);
    const page = await historyPage(this.database.manager, { events, present }, changes(taskDecider, events), query);
    const names = await this.files.names(events.flatMap(({ event }) => filesOf(event).map(({ fileId }) => fileId)));
    const shown = new Map(events.map(({ position, event }) => [position, filesOf(event)]));
    const items = page.items.map((item) => {
      const files = shown.get(item.position)?.map((file) => shownFile(file, names)) ?? [];
      return files.length === 0 ? item : { ...item, data: { ...item.data, files } };
    });
    return { ...page, items };
  }
}

@QueryHandler(GetDirectiveHistory)
export class GetDirectiveHistoryHandler implements IQueryHandler<GetDirectiveHistory> {
  constructor(
    private readonly database: DataSource,
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, id, query }: GetDirectiveHistory): Promise<HistoryPage> {
    const { position } = await this.moments.of(query, []);
    const { events, present } = await readDirective(this, viewer, id, position);
    return historyPage(this.database.manager, { events, present }, changes(directiveDecider, events), query);
  }
}

const LIST = 'history';

async function historyPage(
  database: EntityManager,
  { events, present }: { events: readonly StoredEvent[]; present: TaskState | DirectiveState },
  changed: readonly FieldChange[][],
  { cursor, limit }: PageQuery,
): Promise<HistoryPage> {
  const [from = 0] = cursor === undefined ? [] : decode(LIST, 1, cursor);
  if (typeof from !== 'number') throw new InvalidCursor();
  const page = events.slice(from, from + limit);
  const person = await personNames(
    database,
    page.map(({ event }) => event.by),
  );
  const delegated = await delegatedNames(
    database,
    page.map(({ meta }) => meta.delegation),
  );
  const items = page.map(
    ({ event: { type, at, by, ...data }, meta, position, streamId, version, recordedAt }, index) => ({
      ...{ position, streamId, version, type, at, recordedAt, by: person(by), data },
      delegation: delegated(meta.delegation),
      changed: changed[from + index] ?? [],
    }),
  );
  const next = from + items.length;
  const label = placementOf(present).label ?? DEFAULT_LABEL;
  return { items, nextCursor: next < events.length ? encode(LIST, [next]) : null, label };
}

/** For every event, which of the fields that people look at it changed. */
function changes<State extends TaskState | DirectiveState, Event extends DomainEvent>(
  { initialState, evolve }: Pick<Decider<never, State, Event>, 'initialState' | 'evolve'>,
  events: readonly StoredEvent<Event>[],
): FieldChange[][] {
  let state = initialState;
  return events.map(({ event }) => {
    const before = fieldsOf(state);
    state = evolve(state, event);
    return Object.entries(fieldsOf(state)).flatMap(([field, to]) => {
      const from = before[field] ?? null;
      return from === to ? [] : { field, from, to };
    });
  });
}

function fieldsOf(state: TaskState | DirectiveState): Record<string, string | number | null> {
  if (state.status === 'none') return {};
  return {
    ...{ status: state.status, title: state.title },
    ...('number' in state && {
      ...{ number: state.number, leadUnit: state.leadUnit, leaderInCharge: state.leaderInCharge },
      dueDate: state.deadline?.date ?? null,
    }),
    ...('percent' in state && { percent: state.percent, signBy: state.signBy }),
  };
}
