import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { productSources, ROOT, sources } from './sources.ts';

const run = promisify(execFile);
const paths = sources.map(({ path }) => path);
const PURE = /^libs\/(event-sourcing|calendar|readout|directives)\//;

/** Whether a file reads `object.member`, in code and not in a comment or text. */
function reads({ path, text }: { path: string; text: string }, object: string, member?: string): boolean {
  const found = (node: ts.Node): boolean => {
    const isIt = member
      ? ts.isPropertyAccessExpression(node) && node.name.text === member && node.expression.getText() === object
      : ts.isIdentifier(node) &&
        node.text === object &&
        !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
    return isIt || (ts.forEachChild(node, (child) => found(child) || undefined) ?? false);
  };
  return found(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true));
}

describe('files', () => {
  it('have at most 250 lines; a longer one does a second thing', () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }));
    expect(long.filter(({ lines }) => lines > 250)).toEqual([]);
  });

  it('are named in kebab-case, by their content', () => {
    expect(paths.filter((path) => !/^[a-z0-9.-]+$/.test(basename(path)))).toEqual([]);
    expect(
      paths.filter((path) => path.split(/[/.]/).some((part) => /^(common|shared|core|utils?|helpers?)$/.test(part))),
    ).toEqual([]);
  });

  it('each library has one index.ts and none deeper', () => {
    const indexes = paths.filter((path) => path.startsWith('libs/') && basename(path) === 'index.ts');
    const expected = readdirSync(join(ROOT, 'libs')).map((lib) => `libs/${lib}/src/index.ts`);
    expect(indexes.sort()).toEqual(expected.sort());
  });
});

describe('what bears a number', () => {
  it.each(['migrations', 'docs/adr'])('bears one of its own in %s', (folder) => {
    const numbers = readdirSync(join(ROOT, folder)).flatMap((name) => /^(\d{4})-.*\.(?:ts|md)$/.exec(name)?.[1] ?? []);
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
  });

  it('a migration runs in the order of its number', () => {
    const named = paths
      .flatMap((path) => /^migrations\/(\d{4})-[^/]*\.ts$/.exec(path) ?? [])
      .filter((_, i) => i % 2 === 1);
    const classes = sources.flatMap(({ path, text }) =>
      /^migrations\/\d{4}-[^/]*\.ts$/.test(path) ? (/class \w+?1760000000(\d{3})\b/.exec(text)?.[1] ?? path) : [],
    );
    expect(classes.map((digits) => `0${digits}`)).toEqual(named);
  });
});

describe('what code may touch', () => {
  it('the settings of the server are read in one place', () => {
    const readers = productSources.filter(
      (file) => /^(libs|migrations|apps\/(server|web))\//.test(file.path) && reads(file, 'process', 'env'),
    );
    expect(readers.map(({ path }) => path)).toEqual(['apps/server/src/config.ts']);
  });

  it('the pure libraries know neither the clock of the machine nor chance', () => {
    const pure = productSources.filter(({ path }) => PURE.test(path));
    const impure = pure.filter(
      (file) => reads(file, 'Date') || reads(file, 'Math', 'random') || reads(file, 'Temporal', 'Now'),
    );
    expect(impure.map(({ path }) => path)).toEqual([]);
    expect(pure.length).toBeGreaterThan(0);
  });

  it('the pure libraries compile alone, without Node and without a browser', async () => {
    const compiler = join(ROOT, 'node_modules/typescript7/bin/tsc');
    const compiled = await run(process.execPath, [compiler, '-p', 'tsconfig.pure.json'], { cwd: ROOT }).catch(
      (error) => error,
    );
    expect(compiled.stdout).toBe('');
  });

  it('nobody silences a check', () => {
    const silenced = sources.filter(({ text }) =>
      /@ts-(ignore|expect-error|nocheck)|biome[-]ignore|\bas\s+any\b/.test(text),
    );
    expect(silenced.map(({ path }) => path)).toEqual([]);
  });
});
