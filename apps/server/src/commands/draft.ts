import type { Id } from '#libs/directives';
import type { Command, Decider, DomainEvent, Instant } from '#libs/event-sourcing';
import { Rejection } from '#libs/event-sourcing';
import type { EventLog, EventMeta, StreamAppend } from '#libs/event-store';
import { type Action, permit } from '../access/policy.ts';
import type { Capacity } from '../access/viewer.ts';
import type { Placement } from '../read-models/visibility.ts';
import { lockTexts, type TextKey } from '../texts/locked-text.ts';
import type { Envelope } from './envelope.ts';
import { openStream } from './open-stream.ts';

/** One try at carrying out a command: the streams it read, what was decided on them, and nothing stored yet. */
export class Draft {
  private readonly opened = new Map<string, { append(): StreamAppend; readonly keys: readonly TextKey[] }>();

  private delegation: EventMeta['delegation'] | null = null;

  constructor(
    private readonly log: EventLog,
    readonly envelope: Envelope,
    readonly at: Instant,
  ) {}

  /** When and by whom: the beginning of every decider's command. */
  get stamp(): { at: Instant; by: Id } {
    return { at: this.at, by: this.envelope.viewer.personId };
  }

  /** Throws as the policy's `permit` does. In whose place it is done, if in anybody's, is then kept beside the events. */
  permit(action: Action, item: Placement | null = null): void {
    this.actAs(permit(this.envelope.viewer, action, item));
  }

  actAs({ under }: Capacity): void {
    this.delegation ??= under;
  }

  /** Who and why, to be kept beside each of the events. */
  get meta(): EventMeta {
    const { viewer, correlationId, key } = this.envelope;
    const meta = { actor: viewer.personId, correlationId, commandId: key };
    return this.delegation ? { ...meta, delegation: this.delegation } : meta;
  }

  /** The stream as it is stored now; opened once, however often it is asked for. A new stream is in its initial state. */
  async open<C extends Command, S, E extends DomainEvent, F>(
    decider: Decider<C, S, E, F>,
    id: Id,
  ): Promise<DraftStream<C, S, E, F>> {
    const key = `${decider.name} ${id}`;
    const opened = this.opened.get(key) as DraftStream<C, S, E, F> | undefined;
    if (opened) return opened;
    const { version, state } = await openStream(this.log, decider, id);
    const stream = new DraftStream(decider, id, version, state);
    this.opened.set(key, stream);
    return stream;
  }

  /** Throws `version.stale` when the caller meant another version of the stream than the present one. */
  requireVersion({ version }: { readonly version: number }): void {
    const { ifMatch } = this.envelope;
    if (ifMatch !== null && ifMatch !== version) throw new Rejection('version.stale', { currentVersion: version });
  }

  /**
   * What is to be appended: every stream that was opened, with its new events or, without any, as a guard. So nothing
   * that was looked at can have changed by then, and of two decisions that each rest on what the other changes, one is
   * made again.
   */
  appends(): StreamAppend[] {
    return [...this.opened.values()].map((stream) => stream.append());
  }

  /** The keys of the texts in `appends()`; to be kept before it is appended. */
  textKeys(): TextKey[] {
    return [...this.opened.values()].flatMap(({ keys }) => keys);
  }
}

/** One stream in a draft. */
export class DraftStream<C extends Command, S, E extends DomainEvent, F> {
  private readonly events: E[] = [];
  readonly keys: TextKey[] = [];

  constructor(
    private readonly decider: Decider<C, S, E, F>,
    readonly id: Id,
    private readonly storedVersion: number,
    private folded: S,
  ) {}

  /** With what was decided in this draft. */
  get state(): S {
    return this.folded;
  }

  /** The version that the stream will have. */
  get version(): number {
    return this.storedVersion + this.events.length;
  }

  /** Has the decider decide, and locks the texts of what it decided. Throws its `Rejection`. */
  decide(command: C, facts: F): void {
    for (const decided of this.decider.decide(command, this.folded, facts)) {
      const { event, key } = lockTexts(decided);
      this.events.push(event);
      if (key) this.keys.push(key);
      this.folded = this.decider.evolve(this.folded, event);
    }
  }

  append(): StreamAppend {
    const { id: streamId, storedVersion: expectedVersion, events, decider } = this;
    if (events.length === 0) return { streamId, expectedVersion, events };
    const state = { decider: decider.name, shape: decider.shape, body: this.folded as object };
    return { streamId, expectedVersion, events, state };
  }
}
