import type { Span } from '../span.ts';
import { areUnits, NOBODY, type Parties, partiesIn, subjectOf } from '../units/chinese.ts';
import { BROAD_ACTIONS, CONCRETE_ACTIONS, DELIVERABLE, isActionAt, TARGET } from '../words/zh/actions.ts';
import {
  ASSESSMENT,
  CONDITIONAL,
  EACH_CASE,
  ENCOURAGES,
  FIGURES,
  FORBIDS,
  HEARSAY,
  IN_FORCE,
  LAW,
  PAST,
  PERMISSION,
  PREAMBLE,
  PUBLIC,
  SERVICE,
  SLOGAN,
  STANDING,
} from '../words/zh/asides.ts';
import { DECIDED, IMPERATIVE_LEAD, MUST, MUST_FIRST, REQUEST, WILL } from '../words/zh/obligation.ts';
import { EVERYBODY, NAMED_ELSEWHERE } from '../words/zh/units.ts';
import { type Matter, type ProposalRule, type Sentence, type SentenceClass } from './judgement.ts';
import { isIn, setsTime } from './segments.ts';

/** What the words around a segment say of it. */
export interface Around {
  readonly mood: Sentence['mood'];
  readonly carried: Span | null;
  /** Whether the sentence has told something already, so that a further time is for more of it. */
  readonly isParallel: boolean;
  /** Whether the sentence says who is in charge of what for good. */
  readonly isDivision: boolean;
  /** Whether the words before, in the same sentence, report what was done. */
  readonly isReported: boolean;
}

/** What a segment comes to. */
export interface Judged extends Omit<Matter, 'span'> {
  readonly subject: Span | null;
  /** The subject, when it stands in front, and the unit is not one that something is given to. */
  readonly topic: Span | null;
}

/** Weighs the words of a segment of a Chinese sentence: what tells a task adds, what tells something else takes away. */
export function judgeSegment(
  folded: string,
  span: Span,
  sentence: Sentence,
  { mood, carried, isParallel, isDivision, isReported }: Around,
): Judged {
  const words = folded.slice(span.start, span.end).replace(/(?<![。;!?])[。;!?]{1,40}$/, '');
  const shift = (inner: Span): Span => ({ start: span.start + inner.start, end: span.start + inner.end });
  const known = (name: string) => sentence.isKnown(name);
  const inner = innerStart(words);
  const clocks = sentence.periods.map(({ start, end }) => ({ start: start - span.start, end: end - span.start }));
  const subject = subjectIn(words, inner, known, clocks);
  const parties = partiesIn(words, known);
  const label = /^([^:,。]{2,24}):/.exec(words)?.[1];
  const named = label !== undefined && areUnits(label, known) ? { start: 0, end: label.length } : null;

  const behind = subject ? words.slice(subject.end) : words.slice(inner);
  const timed = sentence.periods.filter((period) => setsTime(period) && isIn(period, span));
  const concrete = CONCRETE_ACTIONS.countIn(words);
  const broad = BROAD_ACTIONS.countIn(words);
  const slogans = count(SLOGAN, words);
  const must = MUST.test(words);
  const request =
    REQUEST.test(words) && (subject !== null || /^(?:特此|现)?请(?:各|以上|有关|相关|市|县|区|全)/.test(words));
  const will = subject !== null && WILL.test(behind.slice(0, 6));
  const isImperative =
    isActionAt(behind, 0) ||
    (IMPERATIVE_LEAD.test(behind) && concrete + broad > 0) ||
    (timed.length > 0 && concrete > 0);

  // Whatever the verb, a unit by a time.
  const isDue = timed.some(({ class: what }) => what === 'deadline') && behind.length > 5;
  const isCalled = timed.length > 0 || request || mood === 'demands' || sentence.listed || sentence.assigned;
  let score = 0;
  if (must) score += MUST_FIRST.test(behind) || MUST_FIRST.test(words) ? 1.6 : 1.2;
  if (request) score += 2;
  const isEverybody = subject !== null && EVERYBODY.test(words.slice(subject.start, subject.end));
  if (subject !== null || named !== null)
    score += isEverybody
      ? timed.length > 0
        ? 0
        : -2
      : must || will || (isImperative && isCalled)
        ? 1.5
        : isDue
          ? 0.9
          : 0.3;
  if (isParallel && timed.length > 0) score += 1;
  if (isDivision) score -= 2;
  if (parties.lead !== null) score += 1.2;
  else if (subject !== null && words.charAt(subject.start - 1) === '由' && concrete + broad > 0) score += 1.2;
  if (timed.length > 0)
    score += timed.some(isLimit) ? 1.8 : timed.some(({ class: what }) => what === 'deadline') ? 1.4 : 0.9;
  if (TARGET.test(words) && (timed.length > 0 || sentence.listed || isParallel || sentence.inAims)) score += 1;
  if (sentence.periods.some((period) => period.class === 'open' && isIn(period, span))) score += 0.5;
  score += Math.min(1.4, concrete * 0.6) + Math.min(0.7, broad * 0.35);
  if (DELIVERABLE.test(words)) score += 0.3;
  if (isImperative && !must) score += sentence.listed ? 1 : mood === 'demands' ? 0.7 : 0.2;
  if (sentence.opened && TARGET.test(words)) score += 0.6;
  if (sentence.assigned) score += 2;
  if (sentence.inAims && timed.length === 0 && !TARGET.test(words)) score -= 1.5;
  if (mood === 'demands') score += 0.3;
  score -= Math.min(2.4, slogans * 1.1);
  // A unit that is stirred, and told nothing that could be seen done.
  if (slogans > 0 && concrete === 0 && timed.length === 0 && !request) score -= 1;

  let about: SentenceClass = slogans > 0 ? 'slogan' : 'other';
  const weigh = (pattern: RegExp, what: SentenceClass, weight: number, on: string = words) => {
    if (!pattern.test(on)) return;
    score -= weight;
    if (about === 'other' || about === 'slogan') about = what;
  };
  weigh(DECIDED, 'other', 2.5);
  weigh(PREAMBLE, 'other', 2);
  weigh(CONDITIONAL, 'conditional', timed.length > 0 || request ? 0.8 : 2);
  weigh(PERMISSION, 'permission', 2);
  weigh(STANDING, 'standing-rule', timed.length > 0 ? 0.6 : 2);
  if (!must && !request) weigh(FIGURES, 'assessment', 2.5);
  if (!timed.some(({ class: what }) => what !== 'event')) weigh(LAW, 'standing-rule', 3);
  if (!sentence.assigned) weigh(EACH_CASE, 'standing-rule', 3);
  weigh(IN_FORCE, 'standing-rule', 2.5);
  if (timed.length === 0) weigh(SERVICE, 'standing-rule', 3);
  if (!sentence.assigned) weigh(PUBLIC, 'standing-rule', timed.length > 0 ? 1 : 2.5);
  weigh(HEARSAY, 'assessment', request || /要|必须|务必|责成/.test(words) ? 1.2 : 5);
  if (timed.length === 0 && !MUST.test(words.split(FORBIDS).join(''))) weigh(FORBIDS, 'standing-rule', 2.5);
  weigh(PAST, 'assessment', must || request || will ? 0.5 : 3.5);
  weigh(ASSESSMENT, 'assessment', must || request || will ? 0.8 : timed.length > 0 && concrete > 0 ? 0.8 : 2.5);
  if (ENCOURAGES.test(behind) && !must && timed.length === 0) weigh(ENCOURAGES, 'permission', 1.5, behind);
  if (mood === 'points-out' && !must) score -= subject === null && !request ? 3 : 1;
  // What goes on from a clause that reports, without a word that obliges or a limit, reports too.
  if (isReported && !must && !request && subject === null && !timed.some(isLimit)) weigh(/^/, 'assessment', 2.5);
  // Two or four characters that stir, under a heading or between them.
  if (words.length < 7 && concrete === 0 && timed.length === 0 && !must && !request && !sentence.assigned) score -= 1;
  if (words.length < 4) score -= 2;

  // Called for in general, with nothing that could be seen done.
  if (about === 'other' && must && concrete === 0) about = 'slogan';
  const rule: ProposalRule = ruleOf({
    ...{ subject: subject ?? named, parties, must, request, will, assigned: sentence.assigned },
    isTimed: timed.length > 0,
  });
  const anaphora = subject !== null && NAMED_ELSEWHERE.test(words.slice(subject.start, subject.end));
  const isGiven =
    parties.lead !== null &&
    (/^(?:共同|联合)?牵头/.test(words.slice(parties.lead.end)) || words.charAt(parties.lead.start - 1) === '由');
  const leads = isGiven ? parties.lead : null;
  const isWhole = isEverybody && /^全[市县区省州镇乡]$/.test(words.slice(subject.start, subject.end));
  const own = leads ?? (anaphora || isWhole ? null : (subject ?? named)) ?? parties.lead;
  const lead = own ? shift(own) : anaphora || isPassive(words) ? null : carried;
  const co = parties.co.map(shift);
  return {
    rule,
    score,
    lead,
    co,
    about,
    subject: own && shift(own),
    topic:
      own &&
      own !== leads &&
      own === subject &&
      !/^由/.test(words.slice(inner)) &&
      !/由$/.test(words.slice(0, own.start))
        ? shift(own)
        : null,
  };
}

/** Past an opening that says when, for whom or on what ground: 会后10日内, 对…, 按照…. */
function innerStart(words: string): number {
  const opening =
    /^(?:[一二三四五六七八九十]是|其中,|同时,|此外,|另外,|下一步,|会后,|对此,)/.exec(words)?.[0].length ?? 0;
  return opening;
}

/** How what is no subject begins behind a time: a mark, or whom it is to be done with. */
const NO_SUBJECT = /^(?:[,:;。、()“《]|[与和同向对把将在并会按从以为]|配合|协助|之|起|间|内|前|后)/;

/** The unit a segment tells something, at its start or behind a clause that says when or about what. */
function subjectIn(
  words: string,
  from: number,
  known: (name: string) => boolean,
  clocks: readonly Span[],
): Span | null {
  const starts = [from];
  for (let at = from; at < Math.min(words.length, 60) && starts.length < 5; at += 1) {
    // Behind a clause, and behind a time: 6月底前市教育局完成….
    const isBehindTime = clocks.some(({ end }) => end === at + 1) && !NO_SUBJECT.test(words.slice(at + 1));
    if (/[,:]/.test(words.charAt(at)) || (isBehindTime && !isActionAt(words, at + 1))) starts.push(at + 1);
  }
  for (const start of starts) {
    const found = subjectOf(
      words.slice(start),
      known,
      clocks.map((clock) => ({ start: clock.start - start, end: clock.end - start })),
    );
    if (found) return { start: start + found.start, end: start + found.end };
  }
  return null;
}

/** A period that says by when, and not only when. */
function isLimit({ class: what, expression }: { readonly class: string; readonly expression: string }): boolean {
  return what === 'deadline' && /[前内內底止末]$/.test(expression);
}

/** A thing, and not a unit, is the subject: 重大隐患须在5月底前整改. */
function isPassive(words: string): boolean {
  const before = /^([^,。]{2,20}?)(?:要|须|必须|应当|应)(?:在|于|按|全部|一律)/.exec(words)?.[1];
  if (/^[^,。]{2,20}(?:项目|问题|隐患|事项|的),?一律|^[^,。]{2,12}(?:领域|方面),/.test(words)) return true;
  if (/^对(?:于)?[^,。]{2,30},/.test(words)) return true;
  const thing = /^([^,。]{4,20}?)(?:要|须|必须|应当)/.exec(words)?.[1];
  if (thing !== undefined && !isActionAt(thing, 0) && !IMPERATIVE_LEAD.test(thing) && !UNIT_WORD.test(thing))
    return true;
  return before !== undefined && !UNIT_WORD.test(before);
}

const UNIT_WORD = /(?:单位|部门|局|委|办|政府|各)/;

function ruleOf(found: {
  readonly subject: Span | null;
  readonly parties: Parties;
  readonly must: boolean;
  readonly request: boolean;
  readonly will: boolean;
  readonly assigned: boolean;
  readonly isTimed: boolean;
}): ProposalRule {
  if (found.assigned) return 'row';
  if (found.request) return 'request';
  if (found.parties !== NOBODY) return 'assigned';
  if (found.isTimed) return 'limit';
  if (found.subject !== null) return found.must ? 'unit-must' : found.will ? 'unit-will' : 'assigned';
  return found.must ? 'must' : 'imperative';
}

export function count(pattern: RegExp, words: string): number {
  return words.match(pattern)?.length ?? 0;
}
