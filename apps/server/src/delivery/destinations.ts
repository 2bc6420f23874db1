import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AddDestination, DestinationPage, Destination as ShownDestination } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import type { Language } from '#libs/messages';
import { AddressHashes } from '../secrets/address-hashes.ts';
import { Addresses } from '../secrets/addresses.ts';
import { SecretBox } from '../secrets/secret-box.ts';
import { addresseeOf } from './addressee.ts';
import type { DestinationChannel } from './channel.ts';
import { CHANNELS, type Channels } from './channels.ts';
import { refuseAtTheDoor } from './outside/address.ts';
import { Undelivered, undelivered } from './undelivered.ts';

interface Row {
  id: Id;
  channel: ShownDestination['channel'];
  name: string;
  unit_id: Id | null;
  language: Language;
  origin: string;
  created_at: Date;
  disabled_at: Date | null;
}

/** Webhooks and robots. What they are told with is kept encrypted, and given back to nobody. */
@Injectable()
export class Destinations {
  constructor(
    private readonly database: DataSource,
    readonly secrets: SecretBox,
    readonly addresses: Addresses,
    private readonly hashes: AddressHashes,
    @Inject(CHANNELS) private readonly channels: Channels,
  ) {}

  /** All of them, by name: an office has few. */
  async list(): Promise<DestinationPage> {
    const rows: Row[] = await this.database.query('SELECT * FROM destination ORDER BY name, id');
    return { items: rows.map(shown), nextCursor: null };
  }

  /**
   * The caller makes the id from the request's key. A repeat changes nothing, and its answer has no secret: a webhook's is
   * shown once. Throws `destination.address-forbidden`, `destination.no-secret` where the robot knows none,
   * `destination.exists` when the address is entered already, and `idempotency.other-body`.
   */
  async add(id: Id, { channel, name, address, secret, unitId, language }: AddDestination): Promise<string | null> {
    const { check, secret: wants } = this.channel(channel);
    refuseAtTheDoor(() => check(address));
    if (secret !== null && wants !== 'given') throw new Rejection('destination.no-secret');
    const made = wants === 'made' ? newWebhookSecret() : null;
    const kept = made ?? secret;
    const addressHash = await this.hashes.of(address);
    const added: unknown[] = await this.database.query(
      `INSERT INTO destination (id, channel, name, unit_id, language, origin, address, address_hash, secret)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
      [
        ...[
          id,
          channel,
          name,
          unitId,
          language,
          new URL(address).origin,
          await this.secrets.lock(address, placeOf(id)),
        ],
        ...[addressHash, kept === null ? null : await this.secrets.lock(kept, placeOf(id))],
      ],
    );
    if (added.length > 0) return made;
    const [earlier]: (Row & { address_hash: string })[] = await this.database.query(
      'SELECT * FROM destination WHERE id = $1',
      [id],
    );
    if (!earlier) throw new Rejection('destination.exists');
    if (earlier.address_hash !== addressHash || earlier.channel !== channel || earlier.name !== name)
      throw new Rejection('idempotency.other-body');
    return null;
  }

  /** Nothing more goes there, also of what waits. Repeats change nothing. Throws `item.not-found`. */
  async disable(id: Id): Promise<void> {
    await this.change(id, 'disabled_at = coalesce(disabled_at, clock_timestamp())');
  }

  async enable(id: Id): Promise<void> {
    await this.change(id, 'disabled_at = NULL');
  }

  /**
   * Gives a webhook a new secret, which the answer alone shows. For a day messages are signed with the one before as well.
   * Each call makes another. Throws `item.not-found`, and `destination.no-secret` for a robot, whose secret is made by its maker.
   */
  async rotateSecret(id: Id): Promise<string> {
    const { channel } = await this.find(id);
    if (this.channel(channel).secret !== 'made') throw new Rejection('destination.no-secret');
    const secret = newWebhookSecret();
    await this.change(
      id,
      `previous_secret = secret, previous_until = clock_timestamp() + interval '1 day', secret = $2`,
      await this.secrets.lock(secret, placeOf(id)),
    );
    return secret;
  }

  /** Sends a message without reminders, now, once, whatever the limit. Null when it was taken; else why not. */
  async ping(id: Id, messageId: Id): Promise<Undelivered | null> {
    const row = await this.find(id);
    try {
      const { language, destination } = await addresseeOf(this.database, this, {
        personId: null,
        destinationId: id,
      });
      if (!destination) throw new Undelivered('destination-disabled');
      const message = { messageId, attempt: 1, claimedAt: new Date().toISOString(), language, reminders: [] };
      await this.channel(row.channel).send(message, destination);
      return null;
    } catch (error) {
      return undelivered(error);
    }
  }

  private async find(id: Id): Promise<Row> {
    const [row]: Row[] = await this.database.query('SELECT * FROM destination WHERE id = $1', [id]);
    if (!row) throw new Rejection('item.not-found');
    return row;
  }

  private async change(id: Id, assignment: string, ...values: string[]): Promise<void> {
    const [, changed]: [unknown, number] = await this.database.query(
      `UPDATE destination SET ${assignment} WHERE id = $1`,
      [id, ...values],
    );
    if (changed === 0) throw new Rejection('item.not-found');
  }

  private channel(name: string): DestinationChannel {
    const channel = this.channels.find((one) => one.name === name);
    if (channel?.to !== 'destination') throw new Error(`There is no channel ${name} to destinations`);
    return channel;
  }
}

function placeOf(id: Id) {
  return { table: 'destination', row: id };
}

/** As Standard Webhooks writes them. */
function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

function shown({ id, channel, name, unit_id, language, origin, created_at, disabled_at }: Row): ShownDestination {
  return {
    ...{ id, channel, name, unitId: unit_id, language, origin },
    createdAt: created_at.toISOString(),
    disabledAt: disabled_at?.toISOString() ?? null,
  };
}
