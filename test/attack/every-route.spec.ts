import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CommandAnswer, CreatedToken, Problem } from '#libs/contracts';
import type { Answer, Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { type JsonSchema, valuesOf } from './support/requests-from-schema.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema?: JsonSchema;
}
type Content = Record<string, { readonly schema: JsonSchema }>;
interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly content?: Content }>;
}

const SEED = Number(process.env.ATTACK_SEED ?? 1);
const INPUTS_PER_ROUTE = 16;
/** Ends the caller, or does not end by itself; both are attacked by hand. */
const NOT_HERE = [
  'GET /api/v1/stream',
  'DELETE /api/v1/session',
  'POST /api/v1/session/password',
  'POST /api/v1/demo/clock',
];
const FIELDS_TOO_MANY = [
  ...['roles', 'status', 'isAdmin', 'actor', 'recordedAt', 'password_hash'],
  ...['constructor', '__proto__', 'prototype'],
];
/** Only in what the Industry Bureau does, and in what is said of it. */
const SECRET = `机密标记-${randomUUID()}`;

let office: Office;
let callers: Record<string, Client>;
let ids: string[];
let routes: Route[];
/** By the part of an address that leads to them. */
let items: Record<string, string>;
let components: Record<string, JsonSchema>;
const tried = { requests: 0, accepted: 0, refused: 0, repeated: 0, fieldsTooMany: 0, refusedByName: 0 };

beforeAll(async () => {
  office = await Office.open();
  const { app, clerk, liaison, leader, auditor } = office;
  const description = JSON.parse((await app.stranger.get('/api/openapi.json')).text);
  components = description.components.schemas;
  routes = Object.entries<Record<string, Operation>>(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      ...{ method: method.toUpperCase(), path, operation },
    })),
  );
  const [sibling, administrator] = [await app.signIn('liaison.water'), await office.administrator()];
  const bearers = await Promise.all(
    Object.entries({ clerk, liaison, leader, auditor, sibling, administrator }).map(async ([name, client]) => {
      const { token } = (await client.post('/api/v1/tokens', { name: '攻击' })).as(CreatedToken);
      return [name, app.stranger.with({ authorization: `Bearer ${token}` })] as const;
    }),
  );
  callers = { stranger: app.stranger, ...Object.fromEntries(bearers) };
  const directive = await office.registered();
  const alone = { leadUnit: office.unit('Industry Bureau'), coUnits: [], dueDate: office.inDays(10) };
  const issued = await clerk.post(`/api/v1/directives/${directive.id}/issue`, { tasks: [alone] });
  const [taskId = ''] = JSON.parse(issued.text).taskIds;
  await liaison.post(`/api/v1/tasks/${taskId}/sign-for`, {});
  const said = await liaison.post(`/api/v1/tasks/${taskId}/report-progress`, { percent: 10, text: SECRET });
  const { position } = said.as(CommandAnswer);
  expect((await liaison.get(`/api/v1/tasks/${taskId}?after=${position}`)).text).toContain(SECRET);
  items = { tasks: taskId, directives: directive.id };
  ids = [taskId, directive.id, ...office.organisation.units.slice(0, 4).map(({ id }) => id), office.leaderPost];
});
afterAll(async () => {
  await office.close();
  process.stdout.write(`attacked every route: ${JSON.stringify(tried)}, seed ${SEED}\n`);
});

/** A response as the description of the API says it, or why not. */
function asDescribed({ operation }: { operation: Operation }, answer: Answer): string | null {
  // A position that is not there yet may come: whoever waits for it is told to try again.
  const isAhead = answer.status === 503 && answer.problem.code === 'server.read-model-behind';
  if (answer.status >= 500 && !isAhead) return 'a failure of the server';
  if (answer.status >= 400) {
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
    return isProblem && Problem.safeParse(JSON.parse(answer.text)).success ? null : 'no problem as RFC 9457 has it';
  }
  const described = operation.responses[answer.status] ?? operation.responses[200] ?? operation.responses[201];
  const schema = described?.content?.['application/json']?.schema;
  if (!schema || answer.text === '') return null;
  // Patterns left out: JSON Schema has them know all of Unicode, and Zod's reader of it does not.
  const text = JSON.stringify({ ...schema, $defs: components }, (name, value) =>
    name === 'pattern' ? undefined : value,
  );
  const whole = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'));
  const parsed = z.fromJSONSchema(whole).safeParse(JSON.parse(answer.text));
  return parsed.success ? null : `not as described: ${parsed.error.message.slice(0, 300)}`;
}

/** A version where the route asks for one. */
function versionFor({ operation }: Route): { ifMatch?: number } {
  const isAsked = operation.parameters?.some(({ name, required }) => name === 'If-Match' && required);
  return isAsked ? { ifMatch: 1 } : {};
}

interface Input {
  readonly caller: string;
  readonly parameters: Record<string, unknown>;
  readonly body: unknown;
}

/**
 * Half of them by people who are at work, about what is there, and as agreed as far as a schema can say it, so that
 * something comes of them; the others by anybody, and much of them hostile.
 */
function inputsFor(route: Route): Input[] {
  const item = items[route.path.split('/')[3] ?? ''];
  const aboutIt = (input: Input) => (item ? { ...input, parameters: { ...input.parameters, id: item } } : input);
  return [...sampleOf(route, ['clerk', 'liaison'], 0).map(aboutIt), ...sampleOf(route, Object.keys(callers), 1)];
}

function sampleOf({ operation }: Route, by: readonly string[], hostility: number): Input[] {
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in !== 'header');
  const values = (schema: JsonSchema = { type: 'string' }) => valuesOf(schema, components, ids, hostility);
  const required = parameters.filter((one) => one.in === 'path' || one.required).map(({ name }) => name);
  const content = operation.requestBody?.content['application/json']?.schema;
  const arbitrary = fc.record({
    caller: fc.constantFrom(...by),
    parameters: fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, values(schema)])), {
      requiredKeys: required,
    }),
    body: content ? values(content) : fc.constant({}),
  });
  return fc.sample(arbitrary, { seed: SEED, numRuns: INPUTS_PER_ROUTE / 2 }) as Input[];
}

function addressOf(path: string, { operation }: Route, { parameters }: Input): string {
  const text = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : `${JSON.stringify(value)}`).toString();
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: where } of operation.parameters ?? []) {
    if (!(name in parameters)) continue;
    if (where === 'path')
      filled = filled.replace(`{${name}}`, encodeURIComponent(text(parameters[name]).slice(0, 500) || '-'));
    else query.append(name, text(parameters[name]).slice(0, 1000));
  }
  return `${filled}?${query}`;
}

describe('whatever is sent, by whomever', () => {
  it('no route fails, each answers as described, tells no other unit’s words, and does a thing once', async () => {
    const faults: string[] = [];
    for (const route of routes.filter(({ name }) => !NOT_HERE.includes(name))) {
      for (const input of inputsFor(route)) {
        const client = callers[input.caller] ?? office.app.stranger;
        const address = addressOf(route.path, route, input);
        const key = randomUUID();
        const isPost = route.method === 'POST';
        const send = () =>
          isPost ? client.post(address, input.body, { key, ifMatch: 1 }) : client.send(route.method, address, {});
        const answer = await send();
        tried.requests++;
        const told = `${route.name} by ${input.caller}: ${address.slice(0, 200)} ${JSON.stringify(input.body).slice(0, 200)} ${answer.status}`;
        const fault = asDescribed(route, answer);
        if (fault) faults.push(`${told}: ${fault} ${answer.text.slice(0, 200)}`);
        if (['sibling', 'stranger'].includes(input.caller) && answer.text.includes(SECRET))
          faults.push(`${told}: tells ${SECRET}`);
        if (answer.status >= 400) tried.refused++;
        else tried.accepted++;
        const isCommand = isPost && answer.status < 300 && answer.text.includes('"position"');
        if (!isCommand) continue;
        tried.repeated++;
        const again = await send();
        if (again.text !== answer.text)
          faults.push(`${told}: ${answer.text.slice(0, 100)}, and again ${again.text.slice(0, 100)}`);
      }
    }
    expect(faults).toEqual([]);
    expect(tried.requests).toBeGreaterThan(1000);
    expect(tried.accepted).toBeGreaterThan(100);
    expect(tried.repeated).toBeGreaterThan(0);
  });

  it('a field too many is never taken: nobody gives themselves what no contract knows', async () => {
    const taken: string[] = [];
    for (const route of routes.filter(({ method, name }) => method === 'POST' && !NOT_HERE.includes(name))) {
      const [input] = inputsFor(route);
      if (!input || typeof input.body !== 'object' || input.body === null || Array.isArray(input.body)) continue;
      for (const field of FIELDS_TOO_MANY) {
        const body = { ...input.body, [field]: ['administrator'] };
        for (const client of [callers.clerk, callers.liaison, callers.administrator] as Client[]) {
          const answer = await client.post(addressOf(route.path, route, input), body, versionFor(route));
          tried.fieldsTooMany++;
          const isNamed =
            answer.status === 400 && answer.problem.errors?.some(({ pointer }) => pointer === `/${field}`);
          if (isNamed) tried.refusedByName++;
          if (answer.status < 300) taken.push(`${route.name} ${field}: ${answer.text.slice(0, 100)}`);
        }
      }
    }
    expect(taken).toEqual([]);
    expect(tried.refusedByName).toBeGreaterThan(500);
  });
});
