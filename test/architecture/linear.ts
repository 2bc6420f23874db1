import { check } from 'recheck';
import type { Pattern } from './patterns.ts';

/**
 * How far recheck searches: so many characters read, and never so much time, so that a busy machine changes no verdict.
 * `timeout` is for a search without an end.
 */
const SEARCH = {
  timeout: 120_000,
  ...{ seedingTimeout: null, incubationTimeout: null, attackTimeout: null },
  attackLimit: 100_000_000,
  randomSeed: 0,
};
/** A repeat of a repeat with a lower bound than this can be counted out. */
const MANY = 10;

/**
 * Why matching a text may take more than time in proportion to its length; null where it cannot.
 *
 * A pattern whose repeats all have an upper bound takes a bounded number of steps from each place of the text, so it is
 * linear, whatever that bound. Any other, and one that repeats a repeat often (its bound is beyond counting), is judged by
 * recheck: it must find no attack, of a bounded one no exponential attack.
 */
export async function whyNotLinear({ source, flags }: Pattern): Promise<string | null> {
  const { bounded, nested } = repeatsOf(source);
  if (bounded && !nested) return null;
  const result = await check(source, flags, SEARCH);
  if (result.status === 'safe') return null;
  if (result.status === 'unknown') return `cannot be judged (${result.error.kind}): give its repeats an upper bound`;
  if (bounded && result.complexity.type !== 'exponential') return null;
  return `${result.complexity.summary}: ${result.attack.pattern}`;
}

function repeatsOf(source: string): { bounded: boolean; nested: boolean } {
  const plain = source.replace(/\\./gs, 'e').replace(/\[[^\]]*\]/g, 'c');
  const open: boolean[] = [];
  let nested = false;
  let inner = false;
  for (const [token] of plain.matchAll(/\(|\)?(?:[*+]|\{\d+(?:,\d*)?\})|\)/g)) {
    if (token === '(') {
      open.push(inner);
      inner = false;
      continue;
    }
    const repeats = token !== ')';
    if (token.startsWith(')')) {
      if (inner && mostOf(token) >= MANY) nested = true;
      inner = (open.pop() ?? false) || inner || repeats;
    } else inner ||= repeats;
  }
  return { bounded: !/[*+]|\{\d+,\}/.test(plain), nested };
}

/** How often what a token closes may come: `){2,5}` five times. */
function mostOf(token: string): number {
  if (/[*+]$|,\}$/.test(token)) return Number.POSITIVE_INFINITY;
  return Number(/(\d+)\}$/.exec(token)?.[1] ?? 1);
}
