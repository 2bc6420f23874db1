import { isBuiltin } from 'node:module';
import { describe, expect, it } from 'vitest';
import { type Import, isForTests, productSources, type SourceFile, sources } from './sources.ts';

/**
 * Who may import whom. `ours` are parts of this repository, `types` those of which only types may be taken, `packages`
 * what comes from npm (any, when absent), `node` whether Node's own modules may be used. A part always has itself.
 */
interface Allowed {
  readonly ours: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  readonly node?: true;
}

const LIBS = [
  'event-sourcing',
  'calendar',
  'readout',
  'directives',
  'event-store',
  'jobs',
  'contracts',
  'messages',
  'crypto',
  'documents',
];
const libs = (...names: string[]) => names.map((name) => `libs/${name}`);

const HOUSE: Record<string, Allowed> = {
  'libs/event-sourcing': { ours: [], packages: [] },
  'libs/calendar': { ours: [], packages: ['temporal-polyfill', 'chinese-days'] },
  'libs/crypto': { ours: [], packages: [], node: true },
  'libs/directives': { ours: libs('event-sourcing', 'calendar'), packages: [] },
  'libs/readout': { ours: libs('calendar'), packages: [] },
  'libs/contracts': { ours: [], types: libs('directives'), packages: ['zod'] },
  'libs/documents': { ours: [], packages: ['htmlparser2', 'mammoth', 'unpdf', 'yauzl'], node: true },
  'libs/messages': { ours: [], types: libs('calendar'), packages: ['i18next'] },
  'libs/event-store': { ours: libs('event-sourcing'), packages: ['typeorm', 'pg', 'pg-copy-streams'], node: true },
  'libs/jobs': { ours: [], packages: ['bullmq', 'ioredis', 'pg'], node: true },
  'apps/server': { ours: libs(...LIBS), node: true },
  'apps/web': { ours: [], node: true },
  'apps/web/src': { ours: [...libs('contracts', 'messages', 'calendar'), 'docs/samples'] },
  'apps/cli/bin': { ours: ['dist', 'node_modules'], packages: [], node: true },
  'apps/cli/src': { ours: libs('contracts', 'messages', 'calendar', 'readout', 'documents'), node: true },
  // The commands of operators run the server's operations.
  'apps/cli/src/operator': {
    ours: ['apps/cli/src', 'apps/server/src/operations', 'apps/server/src/seal', ...libs('messages', 'calendar')],
    node: true,
  },
  migrations: { ours: [], packages: ['typeorm'] },
};

const isBelow = (target: string, folder: string) => target === folder || target.startsWith(`${folder}/`);
const partOf = (path: string) => Object.keys(HOUSE).findLast((part) => isBelow(path, part));
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** What is wrong with one import, or null. Specs may use the tools of testing besides, and values where only types are taken. */
function problem(file: SourceFile, { specifier, target, typeOnly }: Import): string | null {
  const part = partOf(file.path);
  const allowed = part && HOUSE[part];
  if (!part || !allowed) return null;
  if (target !== null) {
    const may = [part, ...allowed.ours, ...(typeOnly || isForTests(file.path) ? (allowed.types ?? []) : [])];
    if (!may.some((folder) => isBelow(target, folder))) return `${part} may not import ${specifier}`;
    if (specifier.startsWith('.') && target.startsWith('libs/') && !isBelow(target, part))
      return `write #libs/… for ${specifier}`;
    return null;
  }
  if (isForTests(file.path)) return null;
  if (isBuiltin(specifier)) return allowed.node ? null : `${part} may not use ${specifier}`;
  return allowed.packages?.includes(packageOf(specifier)) === false
    ? `${part} may not use the package ${specifier}`
    : null;
}

describe('who may import whom', () => {
  it('every part of the house is known here', () => {
    expect(productSources.filter(({ path }) => !partOf(path)).map(({ path }) => path)).toEqual([]);
  });

  it.each(Object.keys(HOUSE))('%s keeps to what it may import', (part) => {
    const files = sources.filter(({ path }) => partOf(path) === part);
    const problems = files.flatMap((file) => {
      const found = file.imports.map((imported) => problem(file, imported)).filter((text) => text !== null);
      return found.map((text) => `${file.path}: ${text}`);
    });
    expect(problems).toEqual([]);
  });

  it('only the server joins the event store and the jobs', () => {
    const both = ['libs/event-store', 'libs/jobs'];
    const parts = Object.keys(HOUSE).filter((part) =>
      both.every((lib) =>
        productSources.some(
          ({ path, imports }) => partOf(path) === part && imports.some(({ target }) => target === lib),
        ),
      ),
    );
    expect(parts.filter((part) => part !== 'apps/server')).toEqual([]);
  });

  it('a library is entered by its index, by the testing.ts that specs use, or by the web.ts that pages use', () => {
    const deeper = sources.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ specifier }) => specifier.startsWith('#libs/') && !/^#libs\/[a-z-]+(\/(testing|web))?$/.test(specifier),
        )
        .map(({ specifier }) => `${path}: ${specifier}`),
    );
    const testing = productSources.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => /^#libs\/.*\/testing$/.test(specifier))
        .map(({ specifier }) => `${path}: ${specifier}`),
    );
    expect([...deeper, ...testing]).toEqual([]);
  });
});
