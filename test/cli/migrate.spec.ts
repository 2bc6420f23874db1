import { expect, it } from 'vitest';
import { emptyDatabase } from '../support/database.ts';
import { duban } from './duban.ts';

it('duban migrate gives an empty database its tables, and a second time changes nothing', async () => {
  const database = await emptyDatabase();
  const settings = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  try {
    for (const _ of ['first', 'second']) {
      const { code, stdout } = await duban(['migrate'], settings);
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/has the shape.*event is 0\.\n$/) });
    }
  } finally {
    await database.drop();
  }
});

it('duban migrate takes no arguments', async () => {
  const { code, stderr } = await duban(['migrate', 'now']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'duban migrate takes no arguments.\n' });
});
