import { fold } from '../layout/fold.ts';

/** A unit of the deployment, with the other names it goes by. */
export interface KnownUnit {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The deployment's units, as they are looked up. */
export interface UnitNames {
  /** Whether the folded words are a name of one of them, or a plain abbreviation. */
  isKnown(folded: string): boolean;
  /** The unit that the words of a text name; null when none does, or more than one could be meant. */
  unitNamed(words: string): KnownUnit | null;
}

/** Looks units up by name, by alias, and by an abbreviation that only one of them can have: 市发改委, 市人社局. */
export function unitNamesOf(units: readonly KnownUnit[]): UnitNames {
  const exact = new Map<string, KnownUnit>();
  for (const unit of units) for (const name of [unit.name, ...(unit.aliases ?? [])]) exact.set(bare(name), unit);
  const names = [...exact];
  const remembered = new Map<string, KnownUnit | null>();
  const look = (words: string): KnownUnit | null => {
    const wanted = bare(words);
    if (wanted.length < 2 || units.length === 0) return null;
    const known = exact.get(wanted);
    if (known) return known;
    const meant = new Set(names.filter(([name]) => abbreviates(wanted, name)).map(([, unit]) => unit));
    return meant.size === 1 ? ([...meant][0] ?? null) : null;
  };
  const unitNamed = (words: string): KnownUnit | null => {
    const before = remembered.get(words);
    if (before !== undefined) return before;
    const found = look(words);
    remembered.set(words, found);
    return found;
  };
  return { unitNamed, isKnown: (folded) => unitNamed(folded) !== null };
}

function bare(name: string): string {
  return fold(name)
    .toLowerCase()
    .replace(/^the\s/, '')
    .replace(/[\s.]/g, '');
}

/** Whether a Chinese name has the characters of another in their order, the first and the last of them too. */
function abbreviates(short: string, long: string): boolean {
  if (!/^[\u4e00-\u9fff]{3,}$/.test(short) || short.length >= long.length) return false;
  if (short.charAt(0) !== long.charAt(0)) return false;
  const last = short.charAt(short.length - 1);
  if (
    !long.endsWith(last) &&
    !(last === '委' && long.endsWith('委员会')) &&
    !(last === '办' && long.endsWith('办公室'))
  )
    return false;
  let at = 0;
  for (const character of long) if (character === short.charAt(at)) at += 1;
  return at === short.length;
}
