import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApp } from '../support/app.ts';

const APPROVED = join(import.meta.dirname, 'openapi.json');

interface Operation {
  readonly operationId: string;
  readonly parameters?: { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { schema: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { schema: object }> }>;
}
interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

let app: TestApp;
let text: string;
let description: Description;

beforeAll(async () => {
  app = await TestApp.start();
  text = (await app.stranger.get('/api/openapi.json')).text;
  description = JSON.parse(text);
});
afterAll(() => app.stop());

describe('the description of the API', () => {
  it('is the approved one; APPROVE=openapi approves the present one', async () => {
    const present = `${JSON.stringify(description, null, 2)}\n`;
    if (process.env.APPROVE === 'openapi') await writeFile(APPROVED, present);
    expect(present).toBe(await readFile(APPROVED, 'utf8'));
  });

  it('is OpenAPI 3.1 and refers to nothing that is missing', () => {
    expect(description.openapi).toBe('3.1.0');
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(referred.filter((name) => !Object.hasOwn(description.components.schemas, name ?? ''))).toEqual([]);
    expect(text).not.toContain('$defs');
  });

  it('gives every route a shape for its answer and for its problems', () => {
    const shapeless = operations().filter(({ responses }) => {
      const answers = Object.entries(responses).filter(([status]) => status !== '204');
      return answers.some(([, { content }]) => !content);
    });
    expect(shapeless.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('asks for a key on every POST but those that come before anybody is known', () => {
    const keyless = operations('post').filter(
      ({ parameters }) => !parameters?.some(({ name, required }) => name === 'Idempotency-Key' && required),
    );
    expect(keyless.map(({ operationId }) => operationId).sort()).toEqual([
      'Session.finish',
      'Session.signIn',
      'SetUp.setUp',
    ]);
  });

  it('asks for the version wherever a value is replaced', () => {
    const guarded = operations('post').filter(({ parameters }) =>
      parameters?.some(({ name, required }) => name === 'If-Match' && required),
    );
    expect(guarded.map(({ operationId }) => operationId).sort()).toEqual([
      'Campaigns.amend',
      'DirectiveCommands.amend',
      'DirectiveCommands.label',
      'DirectiveCommands.recomputeDeadline',
      'DirectiveCommands.revise',
      'DirectiveCommands.split',
      'OfficeTasks.grantExtension',
      'OfficeTasks.reassign',
      'OfficeTasks.recomputeDeadline',
      'OfficeTasks.redate',
      'Organisation.fillPost',
      'Organisation.renameUnit',
      'Readouts.correct',
      'Settings.setLadder',
      'Settings.setLightThresholds',
    ]);
  });
});

describe('the reference page', () => {
  it('loads nothing from elsewhere', async () => {
    const page = await app.stranger.get('/api/docs');
    expect(page.status).toBe(200);
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(loaded.length).toBeGreaterThan(2);
    expect(loaded.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
    for (const address of loaded) {
      const path = new URL(address, 'http://host/api/docs').pathname;
      expect((await app.stranger.get(path)).status, path).toBe(200);
    }
  });
});

function operations(method?: string): Operation[] {
  return Object.values(description.paths).flatMap((path) =>
    Object.entries(path).flatMap(([name, operation]) => (method === undefined || method === name ? [operation] : [])),
  );
}
