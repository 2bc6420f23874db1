import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { AddedPerson } from '#libs/contracts';
import type { Client } from '../../support/client.ts';
import type { Office } from '../../support/office.ts';

/** After so many wrong passwords an account is locked, unless settings say otherwise. */
export const ATTEMPTS = 5;

/** Tries to sign in; answers whatever it comes to. */
export function attemptToSignIn(office: Office, username: string, password: string) {
  return office.app.stranger.post('/api/v1/session', { username, password }, { key: null });
}

/** A person of one test's own, with an account, without roles and posts. */
export async function newPerson(office: Office, administrator: Client) {
  const [username, password] = [`person.${randomUUID()}`, randomUUID()];
  const { id } = (await administrator.post('/api/v1/people', { name: '某人' })).as(AddedPerson);
  expect((await administrator.post(`/api/v1/people/${id}/open-account`, { username, password })).status).toBe(204);
  return { id, username, password, signIn: () => office.app.signIn(username, password) };
}
