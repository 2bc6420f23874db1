import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { Face } from './support/face.ts';

await describeWith('chromium', 'an administrator', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open();
  });
  afterAll(() => face.close());

  it('adds a unit with a post, and a person who holds it and can sign in', async () => {
    const page = await face.visit('/organisation', 'administrator');
    const dialog = page.getByRole('dialog');
    const submit = (name: string) => dialog.getByRole('button', { name, exact: true }).click();

    await page.getByRole('button', { name: 'Add a unit' }).click();
    await dialog.getByLabel('Name (Chinese)').fill('市档案馆');
    await dialog.getByLabel('Name (English)').fill('Archive');
    await submit('Add a unit');
    await page.getByRole('button', { name: 'Add a post: Archive' }).click();
    await dialog.getByLabel('Title (Chinese)').fill('联络员');
    await dialog.getByLabel('Title (English)').fill('Archive liaison');
    await submit('Add a post');

    await page.getByRole('button', { name: 'Add a person' }).click();
    await dialog.getByLabel('Name').fill('何联络');
    await submit('Add a person');
    await page.getByRole('button', { name: 'Appoint: Archive liaison' }).click();
    await dialog.getByRole('combobox', { name: 'Person' }).fill('何联络');
    await page.getByRole('option', { name: '何联络' }).click();
    await submit('Appoint');
    await page.getByRole('button', { name: 'Vacate: Archive liaison' }).waitFor();

    await page.getByRole('button', { name: 'More: 何联络' }).click();
    await page.getByRole('menuitem', { name: 'Open an account' }).click();
    await dialog.getByLabel('User name').fill('he');
    await dialog.getByLabel('Password').fill('a password of some length');
    await submit('Open an account');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'he', exact: true }).waitFor();
    await face.office.app.signIn('he', 'a password of some length');
    await page.context().close();

    const security = await face.visit('/organisation', 'security');
    await security.getByRole('button', { name: 'More: 何联络' }).click();
    expect(await security.getByRole('menuitem').allInnerTexts()).toEqual(['Grant a role', 'Set the clearance']);
    await security.getByRole('menuitem', { name: 'Grant a role' }).click();
    const grant = security.getByRole('dialog');
    await grant.getByRole('combobox', { name: 'Roles' }).click();
    await security.getByRole('option', { name: 'Liaison' }).click();
    await grant.getByRole('button', { name: 'Grant a role', exact: true }).click();
    await grant.waitFor({ state: 'detached' });
    await security.getByRole('row', { name: '何联络' }).getByRole('cell', { name: 'Liaison' }).waitFor();
    await security.context().close();
  });
});
