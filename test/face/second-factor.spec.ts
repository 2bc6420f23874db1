import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPerson } from '../access/support/new-person.ts';
import type { Client } from '../support/client.ts';
import { describeWith } from '../support/servers.ts';
import { Face } from './support/face.ts';

await describeWith('chromium', 'a second factor', () => {
  let face: Face;
  let administrator: Client;
  beforeAll(async () => {
    face = await Face.open({ SECOND_FACTOR_FOR: 'leader' });
    administrator = await face.office.administrator();
  });
  afterAll(() => face.close());

  /** Passkeys are for a name, which localhost is and 127.0.0.1 is not. */
  const home = () => face.url.replace('127.0.0.1', 'localhost');
  async function signInPage(): Promise<Page> {
    const page = await face.visit('/', null);
    await page.goto(`${home()}/`);
    return page;
  }
  async function typePassword(page: Page, { username, password }: { username: string; password: string }) {
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  it('is set up as an authenticator by whoever must have one, and asked for at the next sign-in', async () => {
    const person = await newPerson(face.office, administrator);
    const security = await face.office.security();
    await security.post(`/api/v1/people/${person.id}/grant-role`, { role: 'leader' });
    const page = await signInPage();
    await typePassword(page, person);
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor();
    await page.getByRole('button', { name: 'Add an authenticator' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Present password').fill(person.password);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByRole('img', { name: 'QR code for the authenticator' }).waitFor();
    const secret = Secret.fromBase32(((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', ''));
    await dialog.getByLabel('The six digits it shows').fill(new TOTP({ secret }).generate());
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Recovery codes are shown this once').waitFor();
    expect(await page.getByRole('status').locator('code').count()).toBe(10);
    const code = await page.getByRole('status').locator('code').first().textContent();
    await page.getByRole('button', { name: 'I have written the codes down' }).click();
    await page.getByRole('link', { name: 'Dashboard' }).waitFor();

    const again = await signInPage();
    await typePassword(again, person);
    await again.getByLabel('Code').fill(code ?? '');
    await again.getByRole('button', { name: 'Go on' }).click();
    await again.getByRole('link', { name: 'Dashboard' }).waitFor();
    await Promise.all([page.context().close(), again.context().close()]);
  });

  it('is a passkey of the browser, which signs for this origin', async () => {
    const person = await newPerson(face.office, administrator);
    const page = await signInPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: false },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await typePassword(page, person);
    await page.getByRole('button', { name: '某人' }).waitFor();
    await page.goto(`${home()}/settings`);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Present password').fill(person.password);
    await dialog.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('Recovery codes are shown this once').waitFor();
    await page.getByRole('button', { name: 'Remove: This device' }).waitFor();

    await page.getByRole('button', { name: '某人' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await typePassword(page, person);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('button', { name: '某人' }).waitFor();
    await page.context().close();
  });
});
