import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.ts';
import { SeedCampaign } from '../demo/seed-campaign.ts';
import { FilesModule } from '../files/files.module.ts';
import { LimitsModule } from '../limits/limits.module.ts';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { TextsModule } from '../texts/texts.module.ts';
import { AccessGuard } from './access.guard.ts';
import { Accounts } from './accounts.ts';
import { ApiTokens } from './api-tokens.ts';
import { Audit } from './audit.ts';
import { Callers } from './callers.ts';
import { FirstAdministrator } from './first-administrator.ts';
import { LdapSignIns } from './ldap/ldap-sign-ins.ts';
import { NameAttempts } from './ldap/name-attempts.ts';
import { Attempts } from './oidc/attempts.ts';
import { Identities } from './oidc/identities.ts';
import { OidcSignIns } from './oidc/oidc-sign-ins.ts';
import { People } from './people.ts';
import { PresentOrganisation } from './present-organisation.ts';
import { RequestsInHand } from './requests-in-hand.ts';
import { EveryRouteHasARule } from './rule.ts';
import { SavedViews } from './saved-views.ts';
import { Authenticators } from './second-factor/authenticators.ts';
import { HalfSignIns } from './second-factor/half-sign-ins.ts';
import { OwnFactors } from './second-factor/own-factors.ts';
import { Passkeys } from './second-factor/passkeys.ts';
import { RecoveryCodes } from './second-factor/recovery-codes.ts';
import { SecondFactors } from './second-factor/second-factors.ts';
import { SeedDemo } from './seed-demo.ts';
import { Sessions } from './sessions.ts';
import { SetUpLinks } from './set-up-links.ts';
import { SignIns } from './sign-ins.ts';

const PARTS = [
  Accounts,
  ApiTokens,
  Attempts,
  Audit,
  Authenticators,
  Callers,
  FirstAdministrator,
  HalfSignIns,
  Identities,
  LdapSignIns,
  NameAttempts,
  OidcSignIns,
  OwnFactors,
  Passkeys,
  People,
  PresentOrganisation,
  RecoveryCodes,
  RequestsInHand,
  SavedViews,
  SecondFactors,
  Sessions,
  SetUpLinks,
  SignIns,
];

/** Who may come in, and who may do what. The guard holds for every route of the server. */
@Module({
  imports: [AuditModule, DiscoveryModule, FilesModule, LimitsModule, SecretsModule, TextsModule],
  providers: [...PARTS, EveryRouteHasARule, SeedCampaign, SeedDemo, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: PARTS,
})
export class AccessModule {}
