import { Module } from '@nestjs/common';
import { AuditRole } from './audit-role.ts';
import { AuditStanding } from './audit-standing.ts';

/** What was written down leaves the host (audit role), is kept as long as it has to be, and is missed when it does not leave. */
@Module({ providers: [AuditRole, AuditStanding], exports: [AuditStanding] })
export class AuditModule {}
