import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Rejection } from '#libs/event-sourcing';
import { EventLog, type Position, type StoredReceipt } from '#libs/event-store';
import { Clock } from '../clock.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { Draft } from './draft.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Turns } from './turns.ts';

/**
 * After a conflict with another append a command is decided anew, after so long. Within this process those that want the
 * same stream then take turns, so that each gets through at the first go; the pauses are for the other processes' sake.
 */
const RETRY_PAUSES_MS = [0, 10, 40, 120, 250];

type Decide<Answer> = (draft: Draft) => Promise<{ status?: number; answer: Answer }>;
/** The reply, or the stream on which another append was faster. */
type Attempt<Answer> = Reply<Answer & { position: Position }> | { readonly contended: string };

/**
 * The one way to the log for everybody's commands.
 *
 * A command has one effect however often it is sent: its receipt lies in the commit of its events and is unique by
 * actor and key. Whoever sends it again, at once or a day later, is answered from the receipt. A command that was refused
 * leaves none and may be sent again.
 */
@Injectable()
export class Door {
  private readonly turns = new Turns();

  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly texts: TextKeys,
  ) {}

  /**
   * Has `decide` draft what the command does, and appends it. `decide` may be called several times and must have no
   * effect of its own that is not the same when repeated; it answers with what the caller is told.
   *
   * Throws what `decide` throws; `idempotency.other-body` when the key came with another command before; and
   * `version.contended` when others were faster each time. The store's `StoreBusy` and `StoreUnavailable` pass through:
   * the caller may send the same command again.
   */
  async carryOut<Answer extends object>(
    envelope: Envelope,
    decide: Decide<Answer>,
  ): Promise<Reply<Answer & { position: Position }>> {
    let contended: string | null = null;
    for (const retryPauseMs of [...RETRY_PAUSES_MS, null]) {
      const attempt: () => Promise<Attempt<Answer>> = () => this.attempt(envelope, decide);
      const result: Attempt<Answer> = await (contended === null ? attempt() : this.turns.take(contended, attempt));
      if ('body' in result) return result;
      contended = result.contended;
      if (retryPauseMs !== null) await pause(retryPauseMs * Math.random());
    }
    throw new Rejection('version.contended');
  }

  private async attempt<Answer extends object>(envelope: Envelope, decide: Decide<Answer>): Promise<Attempt<Answer>> {
    const { viewer, key, bodyHash } = envelope;
    const draft = new Draft(this.log, envelope, this.clock.now());
    const decided = await decide(draft).catch(async (refusal: unknown) => {
      // What took effect the first time is often refused the second: the state has moved on.
      const earlier = await this.log.findReceipt(viewer.personId, key);
      if (!earlier) throw refusal;
      return earlier;
    });
    if ('bodyHash' in decided) return replyFrom(decided, envelope);
    const { status = 200, answer } = decided;
    await this.texts.keep(draft.textKeys());
    const result = await this.log.append({
      streams: draft.appends(),
      meta: draft.meta,
      receipt: { actor: viewer.personId, key, bodyHash, status, answer },
    });
    switch (result.outcome) {
      case 'appended':
        return reply(status, answer, result.position);
      case 'repeated':
        return replyFrom(result.receipt, envelope);
      case 'conflict':
        return { contended: result.streamId };
    }
  }
}

function replyFrom<Answer extends object>(
  receipt: StoredReceipt,
  { bodyHash }: Envelope,
): Reply<Answer & { position: Position }> {
  if (receipt.bodyHash !== bodyHash) throw new Rejection('idempotency.other-body');
  return reply(receipt.status, receipt.answer as Answer, receipt.position);
}

/** jsonb forgets the order of keys, so they are put in one order here: every repeat is then the same to the byte. */
function reply<Answer extends object>(status: number, answer: Answer, position: Position) {
  const fields = Object.entries({ ...answer, position }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { status, body: Object.fromEntries(fields) as Answer & { position: Position } };
}
