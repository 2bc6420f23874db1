import type { Id } from '../terms.ts';
import { likenessOf, type Pieces, piecesOf } from './likeness.ts';

/** What is compared of a proposal or a directive. */
export interface Matter {
  /** The quote, and whatever else of the text belongs to it. */
  readonly words: string;
  readonly title: string;
  /** The units that it names or lies with. */
  readonly units: readonly Id[];
}

/** An open directive, as one that a proposal may repeat or carry on. */
export interface OpenMatter extends Matter {
  readonly number: string;
}

/**
 * How a proposal stands to an open directive: it says the same again, or carries it on further down. `because`:
 * - `same-words`, `nearly-same-words`: the quotes or titles are;
 * - `names-number`: it names the directive's number;
 * - `names-document`: both name the same document;
 * - `lower-unit`: the same matter or the same figure, with a unit below the directive's.
 */
export interface Kin {
  readonly relation: 'repeats' | 'carries-on';
  readonly because: 'same-words' | 'nearly-same-words' | 'names-number' | 'names-document' | 'lower-unit';
  /** From 0 to 1. */
  readonly likeness: number;
}

const SAME = 0.95;
const NEARLY_SAME = 0.6;
/** Of a quote that is part of a longer one. */
const PART = 0.85;
const PART_FROM = 10;
const SAME_MATTER = 0.4;
const SAME_FIGURE = 0.2;

/** Whether a unit lies below another; from the organisation's tree. */
export type IsBelow = (unit: Id, above: Id) => boolean;

/** A matter with what it is compared by; made once for one that is compared often. */
export interface Prepared<M extends Matter> {
  readonly matter: M;
  readonly words: Pieces;
  readonly title: Pieces;
  /** The words without the names of documents. */
  readonly besides: Pieces;
  readonly documents: readonly string[];
  readonly figures: readonly string[];
}

export function prepared<M extends Matter>(matter: M): Prepared<M> {
  const { words, title } = matter;
  return {
    matter,
    words: piecesOf(words),
    title: piecesOf(title),
    besides: piecesOf(withoutDocuments(words)),
    documents: documentsIn(words),
    figures: figuresIn(words),
  };
}

/** How a proposal stands to an open directive; null where they have nothing to do with each other. Pure. */
export function kinOf(proposal: Prepared<Matter>, other: Prepared<OpenMatter>, isBelow: IsBelow): Kin | null {
  const namesSame = other.documents.some((document) => proposal.documents.includes(document));
  // A long name would make whatever is said of the document look the same.
  const likeness = namesSame
    ? alike(proposal.besides, other.besides)
    : Math.max(alike(proposal.words, other.words), alike(proposal.title, other.title));
  const kin = (relation: Kin['relation'], because: Kin['because']): Kin => ({
    ...{ relation, because, likeness: Math.round(likeness * 100) / 100 },
  });
  if (proposal.matter.words.includes(other.matter.number)) return kin('carries-on', 'names-number');
  const isLower = proposal.matter.units.some((unit) => other.matter.units.some((above) => isBelow(unit, above)));
  const sharesFigure = other.figures.some((figure) => proposal.figures.includes(figure));
  if (isLower && (likeness >= SAME_MATTER || (sharesFigure && likeness >= SAME_FIGURE)))
    return kin('carries-on', 'lower-unit');
  if (likeness >= SAME) return kin('repeats', 'same-words');
  if (likeness >= NEARLY_SAME) return kin('repeats', 'nearly-same-words');
  return namesSame ? kin('carries-on', 'names-document') : null;
}

function alike(a: Pieces, b: Pieces): number {
  const { alike: whole, within } = likenessOf(a, b);
  return Math.min(a.size, b.size) >= PART_FROM && within >= PART ? Math.max(whole, NEARLY_SAME) : whole;
}

/** 《…》 with a name long enough to be one document's. */
function documentsIn(words: string): string[] {
  return [...words.matchAll(/《([^《》]{6,80})》/g)].map(([, name = '']) => name);
}

function withoutDocuments(words: string): string {
  return words.replace(/《[^《》]{6,80}》/g, '');
}

/** Numbers with what they count: 20个, 5.5%, 300 inspectors. A bare number is everybody's. */
function figuresIn(words: string): string[] {
  const figure = /\d[\d,.]{0,12}\s?(?:%|‰|[\u4e00-\u9fff]{1,2}|[a-z]{3,20})/gi;
  return [...words.normalize('NFKC').matchAll(figure)]
    .map(([found]) => found.replace(/[\s,]/g, '').toLowerCase())
    .filter((found) => !/\d(?:年|月|日|天|号)/.test(found));
}
