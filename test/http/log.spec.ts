import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serializers } from '../../apps/server/src/logger.ts';
import { TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

it('the log tells what failed in the database, and no name, address or digest that was to be stored', async () => {
  const database = app.server.app.get(DataSource, { strict: false });
  const values = [randomUUID(), '张某', 'zhang@example.test', 'fr'];
  const error = await database
    .query('INSERT INTO person (id, name, email, language) VALUES ($1, $2, $3, $4)', values)
    .catch((refused: unknown) => refused);

  const lines: string[] = [];
  pino({ serializers }, { write: (line) => void lines.push(line) }).error({ err: error }, 'a request failed');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/QueryFailedError.*violates check constraint.*INSERT INTO person/);
  for (const value of values.slice(0, 3)) expect(lines[0]).not.toContain(value);
});
