import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrganisationAnswer } from '#libs/contracts';
import { type Id, organisationDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import { Audit } from '../access/audit.ts';
import { People } from '../access/people.ts';
import { permit, permitForPost } from '../access/policy.ts';
import { MomentAhead } from '../read-models/errors.ts';
import { isFor } from '../read-models/hand-overs.ts';
import { Door } from './door.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { ORGANISATION_STREAM } from './stream-ids.ts';

/** Opens the sheet of a post for a successor, or signs it on one of its two sides. */
export class ChangeHandOver extends Command<Reply<OrganisationAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly change:
      | { readonly type: 'OpenHandOver'; readonly postId: Id; readonly incomingId: Id }
      | { readonly type: 'HandOver' | 'TakeOver'; readonly handOverId: Id; readonly position: number },
  ) {
    super();
  }
}

/** Throws `item.not-found` to whoever the sheet does not concern, and `MomentAhead` for a position that the log has not reached. */
@CommandHandler(ChangeHandOver)
export class ChangeHandOverHandler implements ICommandHandler<ChangeHandOver> {
  constructor(
    private readonly door: Door,
    private readonly log: EventLog,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  async execute({ envelope, change }: ChangeHandOver) {
    const { viewer, correlationId: traceId } = envelope;
    const handOverId = change.type === 'OpenHandOver' ? newId(envelope, 'hand-over') : change.handOverId;
    const reply = await this.door.carryOut(envelope, async (draft) => {
      const organisation = await draft.open(organisationDecider, ORGANISATION_STREAM);
      if (change.type === 'OpenHandOver') {
        permitForPost(viewer, change.type, change.postId);
        await this.people.require(change.incomingId);
        organisation.decide({ ...draft.stamp, ...change, handOverId });
      } else {
        permit(viewer, change.type);
        const sheet = organisation.state.handOvers?.[handOverId];
        if (!sheet || !isFor(viewer, sheet)) throw new Rejection('item.not-found');
        if (change.position > (await this.log.head())) throw new MomentAhead(String(change.position));
        organisation.decide({ ...draft.stamp, ...change });
      }
      const answer = { id: ORGANISATION_STREAM, version: organisation.version, handOverId };
      return { status: change.type === 'OpenHandOver' ? 201 : 200, answer };
    });
    const kinds = { OpenHandOver: 'hand-over-opened', HandOver: 'handed-over', TakeOver: 'taken-over' } as const;
    await this.audit.record(kinds[change.type], { personId: viewer.personId, subject: handOverId, traceId });
    return reply;
  }
}
