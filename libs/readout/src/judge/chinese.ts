import { clausesOf } from '../layout/sentences.ts';
import type { Span } from '../span.ts';
import { subjectOf } from '../units/chinese.ts';
import { CONCRETE_ACTIONS } from '../words/zh/actions.ts';
import { ASSESSMENT, ATTENDANCE, HEARSAY, NARRATES, PAST, PERMISSION, SLOGAN } from '../words/zh/asides.ts';
import {
  DECIDED,
  DEMANDS,
  LEADS_IN,
  MUST,
  MUST_FIRST,
  NAMES_CONTENT,
  POINTS_OUT,
  TURNS_TO_DEMAND,
} from '../words/zh/obligation.ts';
import { count, judgeSegment } from './chinese-segment.ts';
import { ENOUGH, type Judgement, type Matter, type Sentence, type SentenceClass } from './judgement.ts';
import { isIn, segmentsOf, setsTime } from './segments.ts';

/** Judges a Chinese sentence, folded. */
export function judgeChinese(folded: string, sentence: Sentence): Judgement {
  const { text, span } = sentence;
  const demand = DEMANDS.exec(text)?.[0] ?? TURNS_TO_DEMAND.exec(text)?.[0];
  const saying = demand ?? POINTS_OUT.exec(text)?.[0] ?? '';
  const mood = demand !== undefined ? 'demands' : saying !== '' ? 'points-out' : sentence.mood;
  const body = { start: span.start + saying.length, end: span.end };
  const nothing = (what: SentenceClass): Judgement => ({
    matters: [],
    class: what,
    mood,
    carries: sentence.carried,
    assigns: sentence.carried,
  });
  if (ATTENDANCE.test(text) && !MUST_FIRST.test(text.slice(saying.length))) return nothing('attendance');
  if (LEADS_IN.test(text) || NAMES_CONTENT.test(text))
    return {
      ...nothing('other'),
      mood: LEADS_IN.test(text) ? 'demands' : mood,
      carries: leadIn(folded, body, sentence),
    };
  if (body.end <= body.start || (NARRATES.test(text) && !MUST.test(text))) return nothing('other');
  const isNaming = /^[一二三四五六七八九]要[^,:;]{2,18}。?$/.test(folded.slice(body.start, body.end));
  if (isNaming && !sentence.periods.some(setsTime)) return { ...nothing('heading'), mood: 'demands' };

  const clauses = clausesOf(folded, body);
  const known = (name: string) => sentence.isKnown(name);
  const subjectIn = (clause: Span) => {
    const clocks = sentence.periods.map(({ start, end }) => ({ start: start - clause.start, end: end - clause.start }));
    const found = subjectOf(folded.slice(clause.start, clause.end), known, clocks);
    return found && { start: clause.start + found.start, end: clause.start + found.end };
  };
  const segments = segmentsOf(clauses, sentence.periods, (clause, before) => {
    const words = folded.slice(clause.start, clause.end);
    if (/^[一二三四五六七八九](?:是|要)/.test(words)) return true;
    if (CAMPAIGN.test(words) && sentence.periods.some((period) => setsTime(period) && isIn(period, clause)))
      return true;
    const isGiving = /^[由请]|^[^,]{2,20}(?:负责|牵头)/.test(words);
    if (
      before !== null &&
      (TELLS_WHEN.test(lastClause(folded, before)) || (isGiving && !clausesOf(folded, before).some(subjectIn)))
    )
      return false;
    return before !== null && opensOther(words) && subjectIn(clause) !== null && tells(folded, before);
  });

  let carried = sentence.carried;
  let topic = sentence.carried;
  const isDivision = (text.match(/由[^,。;]{2,20}负责/g)?.length ?? 0) > 1 && !sentence.periods.some(setsTime);
  const matters: Matter[] = [];
  const asides: SentenceClass[] = [];
  for (const segment of segments) {
    const trimmedSegment = withoutAsides(folded, segment, sentence, subjectIn);
    const judged = judgeSegment(folded, trimmedSegment, sentence, {
      mood,
      carried,
      isParallel: matters.length > 0,
      isDivision,
      isReported:
        (asides.at(-1) === 'assessment' && matters.length === 0) ||
        (mood !== 'demands' && PAST.test(folded.slice(segment.start, trimmedSegment.start))),
    });
    carried = judged.subject ?? carried;
    topic = judged.topic ?? topic;
    if (judged.score >= ENOUGH) matters.push({ ...judged, span: trimmedSegment });
    else asides.push(judged.about);
  }
  const leading = asides.find((one) => one !== 'other') ?? asides[0] ?? 'other';
  return { matters, class: leading, mood, carries: topic, assigns: carried };
}

/** The unit that words before a list tell: 各乡镇要做好以下工作:. */
function leadIn(folded: string, { start, end }: Span, { isKnown, carried }: Sentence): Span | null {
  const words = folded.slice(start, end);
  const found = subjectOf(words, isKnown);
  return found ? { start: start + found.start, end: start + found.end } : carried;
}

/** A campaign that is named by its time: 打赢交通建设“三年会战”. */
const CAMPAIGN = /打赢|决战|决胜|奋战|大干|会战|攻坚/;

/** A clause that only says when, or in what. */
const TELLS_WHEN = /(?:期间|时|[之以]?后|[之以]?前|中|内|方面|领域|过程中|基础上|来看|的)$/;

function lastClause(folded: string, { start, end }: Span): string {
  const words = folded.slice(start, end);
  return words.slice(words.search(/[^,;]{0,400}$/));
}

/** Whether a clause with a unit begins something else, and does not name who joins in. */
function opensOther(words: string): boolean {
  return !/(?:配合|协助|协同|参与|支持|督促指导)(?:[,。]|$)/.test(words) && !/^(?:会同|并会同|同时会同)/.test(words);
}

function tells(folded: string, { start, end }: Span): boolean {
  const words = folded.slice(start, end);
  return CONCRETE_ACTIONS.countIn(words) > 0 || MUST.test(words);
}

/** Clauses at the front that stir, judge or give the ground, and tell nothing, and leave given at the end, are left out. */
function withoutAsides(
  folded: string,
  segment: Span,
  { periods }: Sentence,
  subjectIn: (clause: Span) => Span | null,
): Span {
  const clauses = clausesOf(folded, segment);
  let start = segment.start;
  for (const [i, clause] of clauses.entries()) {
    if (i === clauses.length - 1) break;
    const words = folded.slice(clause.start, clause.end);
    const isTimed = periods.some((period) => setsTime(period) && isIn(period, clause));
    const isAside =
      !isTimed &&
      ((count(SLOGAN, words) > 0 && CONCRETE_ACTIONS.countIn(words) === 0 && subjectIn(clause) === null) ||
        (DECIDED.test(words) && !MUST.test(words)) ||
        /^(?:会议|同时|此外|另外|对此|下一步|其中|特别是|经研究|研究决定)$/.test(words) ||
        ((ASSESSMENT.test(words) || PAST.test(words) || HEARSAY.test(words)) && !MUST.test(words)));
    if (!isAside) break;
    start = clauses[i + 1]?.start ?? start;
  }
  return { start, end: withoutLeave(folded, clauses) ?? segment.end };
}

/** Where the words end before last clauses that only allow something or tell what befalls some; null when they have none. */
function withoutLeave(folded: string, clauses: readonly Span[]): number | null {
  const [last, before] = [clauses.at(-1), clauses.at(-2)];
  if (last === undefined || before === undefined) return null;
  const words = folded.slice(last.start, last.end);
  if (/^原则上/.test(words) || (PERMISSION.test(words) && !MUST.test(words))) return before.end;
  // What befalls those who do not: …排查,拒不整改的,由县级人民政府予以关闭.
  const third = clauses.at(-3);
  const isCase =
    /的$/.test(folded.slice(before.start, before.end)) && /^(?:由|依法|予以|一律|责令|将|按|给予)/.test(words);
  return isCase && third !== undefined ? third.end : null;
}
