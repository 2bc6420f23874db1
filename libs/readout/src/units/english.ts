import type { Span } from '../span.ts';

const ASIDE =
  /^,?\s*(?:in|after|with|through|by|acting|as|together|jointly|working|following|upon|under|on)\b[^,]{0,20}?\b(?:coordination|co-ordination|consultation|collaboration|cooperation|conjunction|partnership|concurrence|support|agreement|consulting|together|through)\b\s*(?:with|of|by)?\s*([^,]{2,200}?),?$/i;

const PARTNERS =
  /\b(?:in (?:close )?(?:coordination|co-ordination|consultation|collaboration|cooperation|conjunction|partnership|concert) with|together with|jointly with|with the (?:support|assistance|help|concurrence) of|supported by|working with|in association with|with support from)\s+([^,;.]{2,160})/i;

/** The words before a modal, taken apart: the unit that is told, and whom it is to work with. Folded text. */
export function subjectBefore(before: string): { readonly lead: Span | null; readonly co: Span | null } {
  let from = 0;
  const opening = /^(?:[^,]{0,200},\s*)/.exec(before);
  // `Within 30 days of the date of this order, …`; `In accordance with 31 U.S.C. 3354, …`
  if (opening && ADVERBIAL.test(before)) from = opening[0].length;
  while (from > 0 && ADVERBIAL.test(before.slice(from))) {
    const next = /^(?:[^,]{0,200},\s*)/.exec(before.slice(from));
    if (!next) break;
    from += next[0].length;
  }
  const rest = before.slice(from).trimEnd();
  const skip =
    /^(?:that|and|further|also|therefore|accordingly|now|the meeting agreed that|be it (?:further )?resolved that|resolved that)[\s,]+/i.exec(
      rest,
    )?.[0].length ?? 0;
  const subject = rest.slice(skip);
  const comma = subject.indexOf(',');
  const aside = comma > 0 ? ASIDE.exec(subject.slice(comma)) : null;
  const name = aside ? subject.slice(0, comma) : subject.replace(/,\s*$/, '');
  const start = from + skip;
  const co = aside?.[1] === undefined ? null : within(subject, aside[1], comma, start);
  return { lead: isUnit(name) ? spanOf(name.replace(NAMED_IN, ''), start) : null, co };
}

/** What only says which of them are meant: `the sites named in Annex A`. */
const NAMED_IN =
  /\s(?:named|listed|identified|specified|described|mentioned|shown|set out|referred to)\s(?:in|by|at|on|above|below)\b.{0,80}$/i;

/** Whom the words after a modal say it is to be done with. */
export function partnersIn(text: string): Span | null {
  const match = PARTNERS.exec(text);
  const name = match?.[1];
  if (!match || name === undefined) return null;
  const start = match.index + match[0].length - name.length;
  const cut = name.search(
    /\s(?:to|shall|must|will|should|on|and (?:report|submit|develop|prepare|provide)|by|within|no later)\b/,
  );
  const end = start + (cut < 0 ? name.length : cut);
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

const ADVERBIAL =
  /^(?:within|no later than|not later than|by|before|in|on|as soon as|after|following|upon|to|for|during|under|pursuant|consistent|notwithstanding|at|with|further|additionally|furthermore|also|finally|meanwhile|accordingly|therefore|first|second|third|next|then|until|from|starting|beginning|effective|each|every|but|and|not|through|where|immediately|annually|quarterly|monthly|going forward|moving forward|specifically|similarly|in addition|\d{4}|wherever|when|using|building|subject)\b/i;

const LONGEST_NAME = 140;
const PRONOUN =
  /^(?:we|i|you|he|she|it|they|this|these|those|there|which|who|what|that|nothing|everyone|one|none|such|such\s.*|anyone)$/i;
const ABSTRACT =
  /^(?:the|a|an|all|any|each|such|this|these|no|our|its|their|every|more|careful|special|political|publicity|emphasis|priority|attention|focus|funds?|funding|efforts?)?\s?(?:[a-z-]+\s){0,4}?(?:order|term|costs?|policy|provisions?|report|reports|plan|plans|strategy|guidance|program|programs|programme|efforts?|attention|priority|work|measures?|steps?|fees?|funds?|funding|organization|implementation|construction|projects?|focus|emphasis|importance|achievements?|results?|consciousness|execution|understanding|data|information|records?|payments?|requirements?|meetings?|(?<!government )systems?|motion|report card|time|copy|list|review|formalism|upsurge)$/i;

function isUnit(name: string): boolean {
  const words = name.trim().replace(/^[“"]/, '');
  if (words.length < 2 || words.length > LONGEST_NAME || PRONOUN.test(words)) return false;
  if (/\b(?:shall|must|will|should|is|are|was|were|that|which|because|necessary)\b/i.test(words)) return false;
  return !ABSTRACT.test(words);
}

function spanOf(name: string, start: number): Span {
  const lead = name.length - name.trimStart().length;
  return { start: start + lead, end: start + name.trimEnd().length };
}

function within(text: string, name: string, from: number, offset: number): Span {
  const at = text.indexOf(name, from);
  return { start: offset + at, end: offset + at + name.trimEnd().length };
}
