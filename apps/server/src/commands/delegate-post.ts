import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrganisationAnswer } from '#libs/contracts';
import { type Id, organisationDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { Audit } from '../access/audit.ts';
import { People } from '../access/people.ts';
import { permitForPost } from '../access/policy.ts';
import { Clock } from '../clock.ts';
import type { OrganisationChange } from './change-organisation.ts';
import { Door } from './door.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { ORGANISATION_STREAM } from './stream-ids.ts';

type Delegating = Extract<OrganisationChange, { type: 'DelegatePost' | 'RevokeDelegation' }>;

/** Has somebody stand in for a post's holder for a while, or ends that before its time. */
export class ChangeDelegation extends Command<Reply<OrganisationAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly change:
      | Omit<Extract<Delegating, { type: 'DelegatePost' }>, 'today' | 'delegationId'>
      | Extract<Delegating, { type: 'RevokeDelegation' }>,
  ) {
    super();
  }
}

/** The holder does it, or the office for them. Throws `access.denied` to others, also to deputies, and `item.not-found`. */
@CommandHandler(ChangeDelegation)
export class ChangeDelegationHandler implements ICommandHandler<ChangeDelegation> {
  constructor(
    private readonly door: Door,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async execute({ envelope, change }: ChangeDelegation) {
    const { viewer, correlationId: traceId } = envelope;
    const delegationId = change.type === 'DelegatePost' ? newId(envelope, 'delegation') : change.delegationId;
    let subject = delegationId;
    const reply = await this.door.carryOut(envelope, async (draft) => {
      const organisation = await draft.open(organisationDecider, ORGANISATION_STREAM);
      const { postId, deputyId }: { postId: Id; deputyId: Id } =
        change.type === 'DelegatePost' ? change : (organisation.state.delegations?.[delegationId] ?? unknown());
      permitForPost(viewer, change.type, postId);
      draft.requireVersion(organisation);
      if (change.type === 'DelegatePost') {
        await this.people.require(deputyId);
        organisation.decide({ ...draft.stamp, ...change, delegationId, today: this.clock.today() });
      } else organisation.decide({ ...draft.stamp, ...change });
      subject = `${postId} ${deputyId}`;
      const answer = { id: ORGANISATION_STREAM, version: organisation.version, postId, delegationId };
      return { status: change.type === 'DelegatePost' ? 201 : 200, answer };
    });
    const kind = change.type === 'DelegatePost' ? 'post-delegated' : 'delegation-revoked';
    await this.audit.record(kind, { personId: viewer.personId, subject, traceId });
    return reply;
  }
}

function unknown(): never {
  throw new Rejection('item.not-found');
}
