import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type OrganisationState, organisationDecider } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { openStream } from '../commands/open-stream.ts';
import { ORGANISATION_STREAM } from '../commands/stream-ids.ts';

/** The organisation for every request: asked each time whether it has changed, and read only when it has. */
@Injectable()
export class PresentOrganisation {
  private known: { readonly version: number; readonly state: OrganisationState } | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
  ) {}

  /** As its stream stands, so that rights which were revoked a moment ago are gone. */
  async read(): Promise<OrganisationState> {
    const [newest]: [{ version: number }?] = await this.database.query(
      'SELECT version FROM event WHERE stream_id = $1 ORDER BY version DESC LIMIT 1',
      [ORGANISATION_STREAM],
    );
    if (!newest || this.known?.version !== newest.version)
      this.known = await openStream(this.log, organisationDecider, ORGANISATION_STREAM);
    return this.known.state;
  }
}
