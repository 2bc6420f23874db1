import { type OrganisationState, organisationDecider } from '#libs/directives';
import type { EventLog } from '#libs/event-store';
import { openStream } from '../commands/open-stream.ts';
import { ORGANISATION_STREAM } from '../commands/stream-ids.ts';

/** As its stream stands, and not as a read model has it, so that who was appointed a moment ago is reminded now. */
export async function currentOrganisation(log: EventLog): Promise<OrganisationState> {
  const { state } = await openStream(log, organisationDecider, ORGANISATION_STREAM);
  return state;
}
