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

it('a command of an operator says what is wrong with the settings, without a stack', async () => {
  const { code, stderr } = await duban(['migrate'], { DATABASE_URL: 'mysql://nowhere' });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^These settings are wrong; nothing was started\.\n {2}DATABASE_URL: /);
  expect(stderr).not.toContain('    at ');
});

it('a command of an operator says what keeps the database shut, and never the password', async () => {
  const database = await emptyDatabase();
  try {
    const missing = new URL(database.ownerUrl);
    missing.pathname = '/no_such_database';
    const stranger = new URL(database.ownerUrl);
    stranger.password = 'secret-but-wrong';
    const told = async (url: URL | string) => {
      const { code, stderr } = await duban(['migrate'], { DATABASE_URL: `${url}`, DATABASE_OWNER_URL: `${url}` });
      return { code, stderr };
    };
    const says = (words: string) => ({
      code: 1,
      stderr: expect.stringMatching(new RegExp(`^[^\\n]*${words}[^\\n]*\\n$`)),
    });
    expect(await told(missing)).toEqual(says('has no such database'));
    expect(await told(stranger)).toEqual(says('refuses the login'));
    expect((await told(stranger)).stderr).not.toContain('secret');
    expect(await told('postgres://duban@127.0.0.1:1/duban')).toEqual(says('does not answer'));
  } finally {
    await database.drop();
  }
});
