import type { EntityManager } from 'typeorm';
import type { Id, OrganisationState } from '#libs/directives';
import type { Channel, PersonalChannel, Recipient } from '../delivery/channel.ts';
import { postHolders } from './recipients.ts';

export interface Reachable {
  /** Holders of posts whose record is not disabled. */
  readonly people: ReadonlyMap<Id, Recipient>;
  /**
   * Whether an address of theirs works: of the channels that are meant, some did not give up the
   * last message that it had for them. Whoever has no address is reached by the inbox, unless the deployment sends mail.
   */
  isReached(personId: Id, channels: readonly string[] | null): boolean;
}

/** Who can be told at all, at the moment of a claim. */
export async function reachable(
  manager: EntityManager,
  organisation: OrganisationState,
  channels: readonly Channel[],
): Promise<Reachable> {
  const ids = postHolders(organisation);
  const rows: Recipient[] = await manager.query(
    `SELECT id AS "personId", email IS NOT NULL AND email <> '' AS "hasEmail" FROM person WHERE id = ANY ($1) AND disabled_at IS NULL`,
    [ids],
  );
  const personal = channels.filter((channel): channel is PersonalChannel => channel.to === 'person');
  const chosen: { person_id: Id; off: string[]; has_device: boolean }[] = await manager.query(
    `SELECT p.id AS person_id, coalesce(n.channels_off, '{}') AS off,
       EXISTS (SELECT FROM push_subscription d WHERE d.person_id = p.id) AS has_device
     FROM unnest($1::uuid[]) AS p (id) LEFT JOIN notification_preference n ON n.person_id = p.id`,
    [ids],
  );
  const choices = new Map(chosen.map((choice) => [choice.person_id, choice]));
  const dead: { person_id: Id; channel: string }[] =
    personal.length === 0
      ? []
      : await manager.query(
          `SELECT asked.person_id, c AS channel FROM unnest($1::uuid[]) AS asked (person_id), unnest($2::text[]) AS c
           WHERE (SELECT d.outcome FROM delivery d WHERE d.person_id = asked.person_id AND d.channel = c
                    AND d.outcome IN ('sent', 'dead') ORDER BY d.claimed_at DESC, d.id DESC LIMIT 1) = 'dead'`,
          [ids, personal.map(({ name }) => name)],
        );
  const gaveUp = new Set(dead.map(({ person_id, channel }) => `${person_id} ${channel}`));
  const people = new Map(rows.map((person) => [person.personId, person]));
  return {
    people,
    isReached(personId, meant) {
      const person = people.get(personId);
      if (!person) return false;
      const { off = [], has_device: hasDevice = false } = choices.get(personId) ?? {};
      const meantFor = personal.filter(({ name }) => meant === null || meant.includes(name));
      const addresses = meantFor.filter((channel) => channel.reaches({ ...person, hasDevice }));
      if (addresses.length === 0) return !meantFor.some(({ name }) => name === 'email');
      const wanted = addresses.filter(({ name }) => !off.includes(name));
      return wanted.length === 0 || wanted.some(({ name }) => !gaveUp.has(`${personId} ${name}`));
    },
  };
}
