import { Injectable } from '@nestjs/common';
import { type OrganisationState, organisationDecider } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { openStream } from '../commands/open-stream.ts';
import { ORGANISATION_STREAM } from '../commands/stream-ids.ts';

/** The organisation for every request: asked each time whether it has changed, and read only when it has. */
@Injectable()
export class PresentOrganisation {
  private known: { readonly version: number; readonly state: OrganisationState } | null = null;

  constructor(private readonly log: EventLog) {}

  /** As its stream stands, so that rights which were revoked a moment ago are gone. */
  async read(): Promise<OrganisationState> {
    const version = await this.log.version(ORGANISATION_STREAM);
    if (this.known?.version !== version)
      this.known = await openStream(this.log, organisationDecider, ORGANISATION_STREAM);
    return this.known.state;
  }
}
