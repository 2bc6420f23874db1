import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '../..');

/** A file of the repository that people write code in. */
export interface SourceFile {
  /** From the root, with forward slashes: `libs/calendar/src/index.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written: `#libs/calendar`, `pg`, `./state.ts`. */
  readonly specifier: string;
  /** Gone after compiling. */
  readonly typeOnly: boolean;
  /** The file or folder in the repository that it names; null for packages and for what Node brings. */
  readonly target: string | null;
}

/** All code of the repository: apps, libs, migrations, tests. */
export const sources: readonly SourceFile[] = ['apps', 'libs', 'migrations', 'test'].flatMap(filesBelow).map(read);

/** The code that runs in the product: not specs, nor what only specs use. */
export const productSources = sources.filter(({ path }) => !isForTests(path));

export function isForTests(path: string): boolean {
  return path.startsWith('test/') || path.endsWith('.spec.ts') || path.endsWith('/testing.ts');
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .filter(({ parentPath }) => !/[/\\]node_modules([/\\]|$)/.test(parentPath))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    );
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, imports: importsIn(path, text) };
}

function importsIn(path: string, text: string): Import[] {
  const imports: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean) => {
    if (!node || !ts.isStringLiteralLike(node)) return;
    imports.push({ specifier: node.text, typeOnly, target: targetOf(path, node.text) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023));
  return imports;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = importClause.namedBindings;
  return (
    !importClause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly)
  );
}

function targetOf(path: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? normalize(join(dirname(path), specifier)).replaceAll('\\', '/') : null;
}
