import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  AddedPerson,
  AddPerson,
  GrantRole,
  Id,
  LinkIdentity,
  Nothing,
  OpenAccount,
  OrganisationAnswer,
  PageQuery,
  PersonPage,
  ResetPassword,
  RevokeRole,
  SetClearance,
  SetEmail,
} from '#libs/contracts';
import { type OrganisationState, officeHeldBy } from '#libs/directives';
import { Accounts } from '../access/accounts.ts';
import { ApiTokens } from '../access/api-tokens.ts';
import { Audit } from '../access/audit.ts';
import type { Caller } from '../access/callers.ts';
import { LDAP, LdapSignIns } from '../access/ldap/ldap-sign-ins.ts';
import { Identities } from '../access/oidc/identities.ts';
import { OidcSignIns } from '../access/oidc/oidc-sign-ins.ts';
import { People } from '../access/people.ts';
import { permit } from '../access/policy.ts';
import { Authenticators } from '../access/second-factor/authenticators.ts';
import { SecondFactors } from '../access/second-factor/second-factors.ts';
import { Sessions } from '../access/sessions.ts';
import { ChangeOrganisation } from '../commands/change-organisation.ts';
import { type Envelope, newId } from '../commands/envelope.ts';
import { CommandRoute, DeedRoute, ReadRoute } from './routes.ts';
import { CalledBy, Sent } from './sent.ts';

@ApiTags('people')
@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly commands: CommandBus,
    private readonly people: People,
    private readonly accounts: Accounts,
    private readonly identities: Identities,
    private readonly ldap: LdapSignIns,
    private readonly oidc: OidcSignIns,
    private readonly authenticators: Authenticators,
    private readonly factors: SecondFactors,
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
    private readonly audit: Audit,
  ) {}

  @ReadRoute('', 'ReadPeople', PersonPage, 'List everybody, by name')
  list(@CalledBy() { organisation }: Caller, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.people.list(query, organisation);
  }

  @DeedRoute('', 'KeepPeople', AddedPerson, { summary: 'Add a person', status: 201 })
  async add(@Sent() envelope: Envelope, @Body({ schema: AddPerson }) body: AddPerson): Promise<AddedPerson> {
    const id = newId(envelope, 'person');
    await this.people.add(id, body);
    await this.record('person-added', id, envelope);
    return { id };
  }

  @DeedRoute(':id/set-email', 'KeepPeople', null, {
    summary: "Correct or remove a person's e-mail address",
    status: 204,
  })
  async setEmail(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SetEmail }) { email }: SetEmail,
  ): Promise<void> {
    await this.people.setEmail(id, email);
    await this.record('address-changed', id, envelope);
  }

  @DeedRoute(':id/open-account', 'KeepPeople', null, { summary: 'Let a person sign in', status: 204 })
  async openAccount(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: OpenAccount }) { username, password }: OpenAccount,
  ): Promise<void> {
    await this.people.require(id);
    await this.accounts.open(id, username, password);
    await this.record('account-opened', id, envelope);
  }

  @DeedRoute(':id/reset-password', 'ResetPassword', null, {
    summary: "Set a new password; ends all sessions and revokes all tokens. An officer's: by the security officer",
    status: 204,
  })
  async resetPassword(
    @Sent() envelope: Envelope,
    @CalledBy() { organisation }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ResetPassword }) { password }: ResetPassword,
  ): Promise<void> {
    permitChanging(envelope, organisation, id);
    await this.accounts.setPassword(id, password);
    await this.sessions.endAllOf(id);
    await this.tokens.revokeAllOf(id);
    await this.record('password-reset', id, envelope);
  }

  @DeedRoute(':id/unlock', 'KeepPeople', null, {
    summary: 'Forget wrong passwords and open a locked account',
    status: 204,
  })
  async unlock(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Nothing }) _: Nothing,
  ): Promise<void> {
    await this.accounts.unlock(id);
    await this.authenticators.unlock(id);
    await this.record('account-unlocked', id, envelope);
  }

  @DeedRoute(':id/reset-second-factor', 'ResetPassword', null, {
    summary: 'Remove the second factors of somebody who has lost them; ends all sessions',
    status: 204,
  })
  async resetSecondFactor(
    @Sent() envelope: Envelope,
    @CalledBy() { organisation }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Nothing }) _: Nothing,
  ): Promise<void> {
    permitChanging(envelope, organisation, id);
    await this.people.require(id);
    await this.factors.removeAll(id);
    await this.sessions.endAllOf(id);
    await this.record('second-factor-reset', id, envelope);
  }

  @DeedRoute(':id/link-identity', 'ResetPassword', null, {
    summary: 'Let a person sign in by an OpenID provider',
    status: 204,
  })
  async linkIdentity(
    @Sent() envelope: Envelope,
    @CalledBy() { organisation }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: LinkIdentity }) { provider, subject }: LinkIdentity,
  ): Promise<void> {
    permitChanging(envelope, organisation, id);
    await this.people.require(id);
    await this.identities.link(id, { issuer: this.issuerOf(provider), subject });
    await this.record('identity-linked', id, envelope);
  }

  @DeedRoute(':id/unlink-identity', 'ResetPassword', null, {
    summary: 'Have a person no longer sign in by an OpenID provider; ends all sessions',
    status: 204,
  })
  async unlinkIdentity(
    @Sent() envelope: Envelope,
    @CalledBy() { organisation }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: LinkIdentity }) { provider, subject }: LinkIdentity,
  ): Promise<void> {
    permitChanging(envelope, organisation, id);
    await this.identities.unlink(id, { issuer: this.issuerOf(provider), subject });
    await this.sessions.endAllOf(id);
    await this.record('identity-unlinked', id, envelope);
  }

  @DeedRoute(':id/disable', 'KeepPeople', null, { summary: 'Refuse a person from now on', status: 204 })
  async disable(
    @Sent() envelope: Envelope,
    @CalledBy() { organisation }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Nothing }) _: Nothing,
  ): Promise<void> {
    await this.people.disable(id, organisation);
    await this.sessions.endAllOf(id);
    await this.record('person-disabled', id, envelope);
  }

  @DeedRoute(':id/enable', 'KeepPeople', null, { summary: 'Admit a person again', status: 204 })
  async enable(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Nothing }) _: Nothing,
  ): Promise<void> {
    await this.people.enable(id);
    await this.record('person-enabled', id, envelope);
  }

  @CommandRoute(':id/grant-role', 'AppointSecurityOfficer', OrganisationAnswer, { summary: 'Grant a role' })
  grantRole(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) personId: string,
    @Body({ schema: GrantRole }) body: GrantRole,
  ) {
    return this.commands.execute(
      new ChangeOrganisation(envelope, { type: 'GrantRole', personId, ...body }, { personId }),
    );
  }

  @CommandRoute(':id/revoke-role', 'RevokeRole', OrganisationAnswer, { summary: 'Revoke a role' })
  revokeRole(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) personId: string,
    @Body({ schema: RevokeRole }) body: RevokeRole,
  ) {
    return this.commands.execute(
      new ChangeOrganisation(envelope, { type: 'RevokeRole', personId, ...body }, { personId }),
    );
  }

  @CommandRoute(':id/set-clearance', 'SetClearance', OrganisationAnswer, { summary: 'Say how far a person may know' })
  setClearance(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) personId: string,
    @Body({ schema: SetClearance }) body: SetClearance,
  ) {
    return this.commands.execute(
      new ChangeOrganisation(envelope, { type: 'SetClearance', personId, ...body }, { personId }),
    );
  }

  /** Throws `item.not-found` where the settings name no such provider. */
  private issuerOf(provider: string): string {
    return (provider === LDAP && this.ldap.issuer) || this.oidc.issuerOf(provider);
  }

  private async record(kind: Parameters<Audit['record']>[0], subject: string, { viewer, correlationId }: Envelope) {
    await this.audit.record(kind, { personId: viewer.personId, subject, traceId: correlationId });
  }
}

/** Whoever keeps people may change a person's ways of signing in; those of an officer only the security officer may. */
function permitChanging({ viewer }: Envelope, organisation: OrganisationState, personId: string): void {
  permit(viewer, officeHeldBy(organisation, personId) === null ? 'KeepPeople' : 'RevokeRole');
}
