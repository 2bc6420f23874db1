import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import webpush from 'web-push';
import type { AddPushSubscription, PushSubscriptionPage } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { AddressHashes } from '../secrets/address-hashes.ts';
import { DeploymentSecrets } from '../secrets/deployment-secrets.ts';
import { SecretBox } from '../secrets/secret-box.ts';

/** A browser that takes notices: where they are sent, and the keys that only it can read them with. */
export interface Device {
  readonly id: Id;
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** A person may have a few browsers; who subscribes again and again loses the oldest. */
const MOST_DEVICES = 10;
const VAPID = 'vapid';

const placeOf = (id: Id) => ({ table: 'push_subscription', row: id });

@Injectable()
export class PushDevices {
  constructor(
    private readonly database: DataSource,
    private readonly secrets: SecretBox,
    private readonly hashes: AddressHashes,
    private readonly deployment: DeploymentSecrets,
  ) {}

  /** What notices are signed with: made once for the deployment, whoever asks first. */
  async keys(): Promise<{ publicKey: string; privateKey: string }> {
    return JSON.parse(await this.deployment.get(VAPID, () => JSON.stringify(webpush.generateVAPIDKeys())));
  }

  /** A browser that is known already is from now on this person's, with the keys it gives now. Answers with its id. */
  async add(personId: Id, { endpoint, keys }: AddPushSubscription): Promise<Id> {
    const hash = await this.hashes.of(endpoint);
    const [known]: { id: Id }[] = await this.database.query(
      'SELECT id FROM push_subscription WHERE endpoint_hash = $1',
      [hash],
    );
    const id = known?.id ?? v7();
    const subscription = await this.secrets.lock(JSON.stringify({ endpoint, keys }), placeOf(id));
    const [row]: { id: Id }[] = await this.database.query(
      `INSERT INTO push_subscription (id, person_id, origin, endpoint_hash, subscription) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (endpoint_hash) DO UPDATE
         SET id = excluded.id, person_id = excluded.person_id, subscription = excluded.subscription
       RETURNING id`,
      [id, personId, new URL(endpoint).origin, hash, subscription],
    );
    await this.database.query(
      `DELETE FROM push_subscription WHERE person_id = $1
         AND id NOT IN (SELECT id FROM push_subscription WHERE person_id = $1 ORDER BY id DESC LIMIT ${MOST_DEVICES})`,
      [personId],
    );
    return row?.id ?? '';
  }

  async list(personId: Id): Promise<PushSubscriptionPage> {
    const rows: { id: Id; origin: string; created_at: Date }[] = await this.database.query(
      'SELECT id, origin, created_at FROM push_subscription WHERE person_id = $1 ORDER BY id DESC',
      [personId],
    );
    const items = rows.map(({ id, origin, created_at }) => ({ id, origin, createdAt: created_at.toISOString() }));
    return { items, nextCursor: null };
  }

  /** False when the person has no such browser. */
  async remove(personId: Id, id: Id): Promise<boolean> {
    const [, removed]: [unknown, number] = await this.database.query(
      'DELETE FROM push_subscription WHERE id = $1 AND person_id = $2',
      [id, personId],
    );
    return removed > 0;
  }

  async of(personId: Id): Promise<Device[]> {
    const rows: { id: Id; subscription: string }[] = await this.database.query(
      'SELECT id, subscription FROM push_subscription WHERE person_id = $1 ORDER BY id',
      [personId],
    );
    return Promise.all(
      rows.map(async ({ id, subscription }) => ({
        id,
        ...JSON.parse(await this.secrets.unlock(subscription, placeOf(id))),
      })),
    );
  }

  /** The browser's own service says that it is no more. */
  async forget(id: Id): Promise<void> {
    await this.database.query('DELETE FROM push_subscription WHERE id = $1', [id]);
  }
}
