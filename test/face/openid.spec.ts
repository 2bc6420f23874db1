import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestProvider } from '../access/support/oidc-provider.ts';
import { describeWith } from '../support/servers.ts';
import { faultsIn } from './support/axe.ts';
import { Face } from './support/face.ts';

const clientId = 'duban';

await describeWith('chromium', 'by an OpenID provider', () => {
  let face: Face;
  let town: TestProvider;
  let folder: string;
  beforeAll(async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = { ...privateKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' };
    const redirectUri = /^http:\/\/localhost:\d+\/api\/v1\/sign-in\/(town|county)\/callback$/;
    town = await TestProvider.start({ clientId, redirectUri, keys: [key as never] });
    folder = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-openid-`));
    const given = { clientId, clientSecret: 'a-secret-of-the-client', issuer: town.issuer };
    const providers = [
      { ...given, id: 'town', name: { zh: '统一认证', en: 'Town sign-in' }, admit: 'anybody' },
      { ...given, id: 'county', name: { zh: '县里认证', en: 'County sign-in' } },
    ];
    const file = join(folder, 'providers.json');
    await writeFile(file, JSON.stringify(providers));
    face = await Face.open({ OIDC_PROVIDERS_FILE: file });
  });
  afterAll(async () => {
    await Promise.all([face?.close(), town?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** The door at the name that the provider leads back to. */
  async function door(look = {}) {
    const page = await face.sit(null, look);
    await page.goto(face.url.replace('127.0.0.1', 'localhost'));
    return page;
  }

  it('somebody comes in by its button, in Chinese and dark on a phone, and is told of at the door until then', async () => {
    town.account = 'zhang';
    const page = await door({ language: 'zh', scheme: 'dark', width: 375 });
    const button = page.getByRole('link', { name: /统一认证/ });
    await button.waitFor();
    expect(await faultsIn(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/openid.png` });
    await button.click();
    await page.getByRole('link', { name: '提醒' }).first().waitFor();
    expect(new URL(page.url()).hostname).toBe('localhost');
    await page.context().close();
  });

  it('whom nobody knows stays at the door and is told what to do', async () => {
    town.account = 'nobody-of-the-county';
    const page = await door();
    await page.getByRole('link', { name: /County sign-in/ }).click();
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    await page.getByLabel('User name').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await faultsIn(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/openid-refused.png` });
    await page.context().close();
  });
});
