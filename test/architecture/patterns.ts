import ts from 'typescript';
import { productSources, type SourceFile } from './sources.ts';

/** A regular expression and the place it is written or made at. */
export interface Pattern {
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

/** What reads texts that come from outside. */
const READS_TEXTS = /^(?:libs\/(?:readout|calendar|documents|directives)|apps\/server\/src)\//;

/** Every literal in what reads texts from outside. */
export function literalPatterns(): Pattern[] {
  return productSources.filter(({ path }) => READS_TEXTS.test(path)).flatMap(literalsIn);
}

/**
 * Every expression that our libraries put together of words, when they load and when they read `text`. It must be
 * called before any of them is loaded, since it listens to `RegExp`.
 */
export async function builtPatterns(texts: readonly string[]): Promise<Pattern[]> {
  const built = new Map<string, Pattern>();
  const Original = globalThis.RegExp;
  const seen = new Set<string>();
  const note = (made: RegExp): RegExp => {
    if (seen.size === seen.add(String(made)).size) return made;
    const at = /\/(libs\/[^:()]+\.ts:\d+)/.exec(new Error().stack ?? '')?.[1];
    if (at) built.set(String(made), { at, source: made.source, flags: made.flags });
    return made;
  };
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, args, self) => note(Reflect.construct(target, args, self)),
    apply: (target, self, args) => note(Reflect.apply(target, self, args)),
  });
  try {
    const [{ propose }, { chinaCalendar }] = await Promise.all([import('#libs/readout'), import('#libs/calendar')]);
    await Promise.all([import('#libs/directives'), import('#libs/documents')]);
    for (const text of texts) propose(text, { meetingDate: '2024-03-01', calendar: chinaCalendar });
  } finally {
    globalThis.RegExp = Original;
  }
  return [...built.values()];
}

function literalsIn({ path, text }: SourceFile): Pattern[] {
  const found: Pattern[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { text: literal } = node;
      const end = literal.lastIndexOf('/');
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ at: `${path}:${line + 1}`, source: literal.slice(1, end), flags: literal.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
