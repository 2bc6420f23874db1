import { Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { OwnPasskey, PasskeyAnswer, PasskeyMade } from '#libs/contracts';
import type { Id } from '#libs/directives';

/** More than anybody carries. */
const MOST = 10;

interface Row {
  id: Id;
  credential_id: string;
  name: string;
  public_key: Buffer;
  counter: string;
  transports: string[];
  created_at: Date;
  used_at: Date | null;
}

/** Keys in a person's devices that sign a challenge for this origin and no other (WebAuthn). */
@Injectable()
export class Passkeys {
  constructor(private readonly database: DataSource) {}

  /** What a browser needs to make one; its `challenge` has to be kept. Null when the person has too many. */
  async begin(personId: Id, person: { name: string; username: string }, origin: string) {
    const known = await this.rows(personId);
    if (known.length >= MOST) return null;
    return generateRegistrationOptions({
      rpName: 'Duban',
      rpID: new URL(origin).hostname,
      userID: new Uint8Array(Buffer.from(personId)),
      userName: person.username,
      userDisplayName: person.name,
      attestationType: 'none',
      excludeCredentials: known.map(({ credential_id: id, transports }) => ({ id, transports })),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    });
  }

  /** Keeps the key that a browser made; false when it did not sign this challenge for this origin. */
  async add(personId: Id, name: string, made: PasskeyMade, challenge: string, origin: string): Promise<boolean> {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...made, clientExtensionResults: {} } as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      ...expected(challenge, origin),
    }).catch(() => ({ registrationInfo: undefined }));
    if (!registrationInfo) return false;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    const added: unknown[] = await this.database.query(
      `INSERT INTO passkey (id, credential_id, person_id, name, public_key, counter, transports)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
      [v7(), id, personId, name, Buffer.from(publicKey), counter, transports],
    );
    return added.length === 1;
  }

  /** What a browser needs to sign in with one of the person's keys; null when they have none. */
  async ask(personId: Id, origin: string) {
    const known = await this.rows(personId);
    if (known.length === 0) return null;
    return generateAuthenticationOptions({
      rpID: new URL(origin).hostname,
      allowCredentials: known.map(({ credential_id: id, transports }) => ({ id, transports })),
      userVerification: 'preferred',
    });
  }

  /** Whether one of the person's keys signed this challenge for this origin, and was not copied as far as its counter tells. */
  async check(personId: Id, answer: PasskeyAnswer, challenge: string, origin: string): Promise<boolean> {
    const row = (await this.rows(personId)).find(({ credential_id }) => credential_id === answer.id);
    if (!row) return false;
    const { authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} } as Parameters<
        typeof verifyAuthenticationResponse
      >[0]['response'],
      ...expected(challenge, origin),
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(row.public_key),
        counter: Number(row.counter),
        transports: row.transports,
      },
    }).then(
      (result) => (result.verified ? result : { authenticationInfo: null }),
      () => ({ authenticationInfo: null }),
    );
    if (!authenticationInfo) return false;
    await this.database.query('UPDATE passkey SET counter = $2, used_at = clock_timestamp() WHERE id = $1', [
      row.id,
      authenticationInfo.newCounter,
    ]);
    return true;
  }

  async list(personId: Id): Promise<OwnPasskey[]> {
    return (await this.rows(personId)).map(({ id, name, created_at, used_at }) => ({
      ...{ id, name, createdAt: created_at.toISOString(), lastUsedAt: used_at?.toISOString() ?? null },
    }));
  }

  /** False when the person has no such key. */
  async remove(personId: Id, id: Id): Promise<boolean> {
    const [, removed]: [unknown, number] = await this.database.query(
      'DELETE FROM passkey WHERE id = $1 AND person_id = $2',
      [id, personId],
    );
    return removed === 1;
  }

  async removeAll(personId: Id): Promise<void> {
    await this.database.query('DELETE FROM passkey WHERE person_id = $1', [personId]);
  }

  private rows(personId: Id): Promise<Row[]> {
    return this.database.query('SELECT * FROM passkey WHERE person_id = $1 ORDER BY id', [personId]);
  }
}

/** That somebody was there is asked; that the device asked them for a finger or a PIN is not, since a password came before. */
function expected(challenge: string, origin: string) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: new URL(origin).hostname,
    requireUserVerification: false,
  };
}
