import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#libs/contracts';
import { type OrganisationCommand, organisationDecider } from '#libs/directives';
import { Audit } from '../access/audit.ts';
import { People } from '../access/people.ts';
import { permit } from '../access/policy.ts';
import { Door } from './door.ts';
import { type Envelope, newId, type Reply } from './envelope.ts';
import { ORGANISATION_STREAM } from './stream-ids.ts';

export type OrganisationChange = OrganisationCommand extends infer C
  ? C extends OrganisationCommand
    ? Omit<C, 'at' | 'by'>
    : never
  : never;

/** Has the organisation decide. `made` is told with the answer: ids of what the change makes. */
export class ChangeOrganisation<Made extends object = object> extends Command<Reply<CommandAnswer & Made>> {
  constructor(
    readonly envelope: Envelope,
    readonly change: OrganisationChange,
    readonly made: Made,
  ) {
    super();
  }
}

@CommandHandler(ChangeOrganisation)
export class ChangeOrganisationHandler implements ICommandHandler<ChangeOrganisation> {
  constructor(
    private readonly door: Door,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  async execute({ envelope, change, made }: ChangeOrganisation) {
    const appoints = change.type === 'GrantRole' && change.role === 'security-officer';
    permit(envelope.viewer, appoints ? 'AppointSecurityOfficer' : change.type);
    const reply = await this.door.carryOut(envelope, async (draft) => {
      if (change.type === 'FillPost' || change.type === 'GrantRole' || change.type === 'SetClearance')
        await this.people.require(change.personId);
      const organisation = await draft.open(organisationDecider, ORGANISATION_STREAM);
      draft.requireVersion(organisation);
      const sheet = change.type === 'FillPost' ? { handOverId: newId(envelope, 'hand-over') } : {};
      organisation.decide({ ...draft.stamp, ...change, ...sheet });
      const status = change.type === 'AddUnit' || change.type === 'CreatePost' ? 201 : 200;
      return { status, answer: { id: ORGANISATION_STREAM, version: organisation.version, ...made } };
    });
    if (change.type === 'GrantRole' || change.type === 'RevokeRole') {
      const kind = change.type === 'GrantRole' ? 'role-granted' : 'role-revoked';
      const subject = `${change.role} ${change.personId}`;
      await this.audit.record(kind, { personId: envelope.viewer.personId, subject, traceId: envelope.correlationId });
    }
    if (change.type === 'SetClearance') {
      const subject = `${change.clearance} ${change.personId}`;
      await this.audit.record('clearance-set', {
        ...{ personId: envelope.viewer.personId, subject, traceId: envelope.correlationId },
      });
    }
    return reply;
  }
}
