import type { EntityManager } from 'typeorm';
import { type CivilDate, civilDateAt } from '#libs/calendar';
import type { Id, Ladder, OrganisationState, Outgoing, PlanContext, Step } from '#libs/directives';
import { goesAt, NO_WISHES, unitsAtOrBelow } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { derivedId } from '../commands/stream-ids.ts';
import type { ReminderAbout } from '../reminders/reminder-about.ts';
import type { Channel, Recipient } from './channel.ts';
import { type Chosen, chosenBy } from './preferences.ts';

export interface AddressedStep {
  readonly step: {
    readonly task_id: Id;
    readonly rule: string;
    readonly due_version: number;
    readonly day: string;
    /** `channels` null: all that reach the receiver. The inbox always. */
    readonly step: Pick<Step, 'to' | 'channels'>;
  };
  /** Null for what no ladder asks for. */
  readonly ladder: Pick<Ladder, 'name' | 'version'> | null;
  readonly about: ReminderAbout;
  readonly outgoing: Outgoing;
  readonly outcome: 'sent' | 'superseded' | 'withheld' | 'nobody';
  readonly recipients: readonly (Recipient & Pick<ReminderAbout, 'standIn'> & { readonly inboxOnly?: true })[];
  /** Destinations of this unit and of those above it are told too. */
  readonly leadUnit: Id;
}

export interface Reach {
  readonly channels: readonly Channel[];
  readonly organisation: OrganisationState;
  readonly plan: PlanContext;
  readonly destinations: readonly { id: Id; channel: string; unit_id: Id | null }[];
  /** The channels outside that the person does not want. */
  readonly off: (personId: Id) => readonly string[];
  readonly goes: ReturnType<typeof moments>;
  readonly withDevice: ReadonlySet<Id>;
}

/**
 * One row for each person and channel of a step, and for each destination that is for its unit; or one without either where
 * nobody is told. A step's rows are inserted once for ever: a second claim of the same step inserts nothing. What one claim
 * has for one person or destination on one channel, to go at one moment, bears one message id, until digests gather it (gather-digests.ts).
 * What goes to a person outside waits for the moment that they want it at (`goesAt`), and then counts the days left from that.
 *
 * A destination of all units is told of every step; one of a unit, of what its people are told, and not of what goes to the
 * office about them.
 */
export async function insertDeliveries(
  manager: EntityManager,
  claim: { claimId: Id; claimedAt: Date },
  steps: readonly AddressedStep[],
  context: Pick<Reach, 'channels' | 'organisation' | 'plan'>,
): Promise<void> {
  const reach = await reachOf(manager, steps, context, claim.claimedAt);
  const rows = deliveryRows(steps, claim.claimId, reach);
  await manager.query(
    `WITH inserted AS (
       INSERT INTO delivery (claim_id, claimed_at, id, task_id, rule, due_version, day, about, person_id, destination_id, channel,
         message_id, outcome, goes_at, ladder, ladder_version, next_try_at, finished_at, outcome_recorded)
       SELECT $1::uuid, $2::timestamptz, r.*,
         CASE WHEN r.outcome = 'pending' THEN clock_timestamp() END,
         CASE WHEN r.outcome = 'sent' THEN clock_timestamp() END,
         r.outcome <> 'pending' -- the event of the claim says it all
       FROM json_to_recordset($3) AS r (id uuid, task_id uuid, rule text, due_version int, day date, about jsonb,
         person_id uuid, destination_id uuid, channel text, message_id uuid, outcome text, goes_at timestamptz,
         ladder text, ladder_version int)
       ON CONFLICT DO NOTHING
       RETURNING id, person_id, rule, task_id, about, claimed_at, channel)
     INSERT INTO inbox_alert (id, person_id, rule, task_id, about, alerted_at)
     SELECT id, person_id, rule, task_id, about, claimed_at FROM inserted WHERE channel = 'in-app'`,
    [claim.claimId, claim.claimedAt, JSON.stringify(rows)],
  );
}

/** A row as it is inserted. */
export interface DeliveryRow {
  readonly id: Id;
  readonly task_id: Id;
  readonly rule: string;
  readonly due_version: number;
  readonly day: CivilDate;
  readonly about: ReminderAbout;
  readonly ladder: string | undefined;
  readonly ladder_version: number | undefined;
  readonly outcome: 'sent' | 'pending' | 'superseded' | 'withheld' | 'nobody';
  readonly person_id?: Id;
  readonly destination_id?: Id;
  readonly channel?: string;
  readonly message_id?: Id;
  readonly goes_at?: Instant;
}

/** The rows of a claim's steps. Pure: `test/simulation` runs it too. */
export function deliveryRows(steps: readonly AddressedStep[], claimId: Id, reach: Reach): DeliveryRow[] {
  return steps.flatMap((addressed) => [
    ...rowsOfPeople(addressed, claimId, reach),
    ...rowsOfDestinations(addressed, claimId, reach),
  ]);
}

async function reachOf(
  manager: EntityManager,
  steps: readonly AddressedStep[],
  context: Pick<Reach, 'channels' | 'organisation' | 'plan'>,
  claimedAt: Date,
): Promise<Reach> {
  const people = [...new Set(steps.flatMap(({ recipients }) => recipients.map(({ personId }) => personId)))];
  const devices: { person_id: Id }[] = await manager.query(
    'SELECT DISTINCT person_id FROM push_subscription WHERE person_id = ANY ($1)',
    [people],
  );
  const destinations: Reach['destinations'] = await manager.query(
    'SELECT id, channel, unit_id FROM destination WHERE disabled_at IS NULL AND channel = ANY ($1) ORDER BY id',
    [context.channels.filter(({ to }) => to === 'destination').map(({ name }) => name)],
  );
  const chosen = await chosenBy(manager, people);
  return {
    ...{ ...context, destinations },
    withDevice: new Set(devices.map(({ person_id }) => person_id)),
    off: (personId) => chosen.get(personId)?.channelsOff ?? [],
    goes: moments(claimedAt.toISOString(), chosen, context.plan),
  };
}

/** When a reminder goes outside, and on which business day. Most of a claim share a few answers, so each is worked out once. */
export function moments(now: Instant, chosen: ReadonlyMap<Id, Chosen>, plan: PlanContext) {
  const known = new Map<string, { at: Instant; day: CivilDate }>();
  return (personId: Id, outgoing: Outgoing) => {
    const wishes = chosen.get(personId)?.wishes ?? NO_WISHES;
    const key = JSON.stringify([wishes, outgoing]);
    const found = known.get(key);
    if (found) return found;
    const at = goesAt(now, outgoing, wishes, plan);
    const moment = { at, day: civilDateAt(at, plan.zone) };
    known.set(key, moment);
    return moment;
  };
}

function rowsOfPeople(
  { step, ladder, about, outgoing, outcome, recipients }: AddressedStep,
  claimId: Id,
  reach: Reach,
): DeliveryRow[] {
  const [row, key] = [rowOf(step, ladder, about), keyOf(step)];
  if (outcome !== 'sent') return [{ ...row, id: derivedId(...key), outcome }];
  const outside = (personId: Id) => {
    const { at, day } = reach.goes(personId, outgoing);
    return { outcome: 'pending' as const, goes_at: at, about: { ...about, today: day } };
  };
  return recipients.flatMap(({ standIn, inboxOnly, ...person }) =>
    reach.channels
      .filter(
        (channel) =>
          channel.to === 'inbox' ||
          (channel.to === 'person' &&
            !inboxOnly &&
            channel.reaches({ ...person, hasDevice: reach.withDevice.has(person.personId) }) &&
            isMeant(step, channel.name) &&
            !reach.off(person.personId).includes(channel.name)),
      )
      .map(({ name, to }) => {
        const sent = to === 'inbox' ? { outcome: 'sent' as const, about } : outside(person.personId);
        return {
          ...{ ...row, ...sent, about: { ...sent.about, ...(standIn && { standIn }) } },
          id: derivedId(...key, person.personId, name),
          person_id: person.personId,
          channel: name,
          // What goes at another moment is another message.
          message_id: derivedId(
            'message',
            claimId,
            person.personId,
            name,
            ...('goes_at' in sent ? [sent.goes_at] : []),
          ),
        };
      }),
  );
}

function rowsOfDestinations(
  { step, ladder, about, outcome, leadUnit }: AddressedStep,
  claimId: Id,
  reach: Reach,
): DeliveryRow[] {
  if (outcome === 'superseded' || outcome === 'withheld') return [];
  const isFor = (unit: Id | null) =>
    unit === null ||
    (step.step.to.includes('responsible') && unitsAtOrBelow(reach.organisation, unit).includes(leadUnit));
  return reach.destinations
    .filter(({ unit_id, channel }) => isFor(unit_id) && isMeant(step, channel))
    .map(({ id, channel }) => ({
      ...rowOf(step, ladder, about),
      id: derivedId(...keyOf(step), id),
      destination_id: id,
      channel,
      message_id: derivedId('message', claimId, id),
      outcome: 'pending' as const,
    }));
}

function isMeant({ step }: AddressedStep['step'], channel: string): boolean {
  return step.channels === null || step.channels.includes(channel);
}

function rowOf(
  { task_id, rule, due_version, day }: AddressedStep['step'],
  ladder: AddressedStep['ladder'],
  about: ReminderAbout,
) {
  return { task_id, rule, due_version, day, about, ladder: ladder?.name, ladder_version: ladder?.version };
}

function keyOf({ task_id, rule, due_version, day }: AddressedStep['step']): (string | number)[] {
  return ['delivery', task_id, rule, due_version, day];
}
