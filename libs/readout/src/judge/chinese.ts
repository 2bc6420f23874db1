import { clausesOf } from '../layout/sentences.ts';
import type { Span } from '../span.ts';
import { subjectOf } from '../units/chinese.ts';
import { CONCRETE_ACTION } from '../words/zh/actions.ts';
import { ASSESSMENT, ATTENDANCE, SLOGAN } from '../words/zh/asides.ts';
import {
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
    return { ...nothing('other'), mood: LEADS_IN.test(text) ? 'demands' : mood };
  if (body.end <= body.start) return nothing('other');
  const isNaming = /^[一二三四五六七八九]要[^,:;]{2,18}。?$/.test(folded.slice(body.start, body.end));
  if (isNaming && !sentence.periods.some(setsTime)) return { ...nothing('heading'), mood: 'demands' };

  const clauses = clausesOf(folded, body);
  const known = (name: string) => sentence.isKnown(name);
  const subjectIn = (clause: Span) => {
    const found = subjectOf(folded.slice(clause.start, clause.end), known);
    return found && { start: clause.start + found.start, end: clause.start + found.end };
  };
  const segments = segmentsOf(clauses, sentence.periods, (clause, before) => {
    const words = folded.slice(clause.start, clause.end);
    if (/^[一二三四五六七八九](?:是|要)/.test(words)) return true;
    if (CAMPAIGN.test(words) && sentence.periods.some((period) => setsTime(period) && isIn(period, clause)))
      return true;
    if (/^由/.test(words) && before !== null && subjectIn(before) === null) return false;
    return before !== null && opensOther(words) && subjectIn(clause) !== null && tells(folded, before);
  });

  let carried = sentence.carried;
  let topic = sentence.carried;
  const isDivision = (text.match(/由[^,。;]{2,20}负责/g)?.length ?? 0) > 1 && !sentence.periods.some(setsTime);
  const matters: Matter[] = [];
  const asides: SentenceClass[] = [];
  for (const segment of segments) {
    const trimmedSegment = withoutAsides(folded, segment, clausesOf(folded, segment), sentence);
    const judged = judgeSegment(folded, trimmedSegment, sentence, {
      mood,
      carried,
      isParallel: matters.length > 0,
      isDivision,
    });
    carried = judged.subject ?? carried;
    topic = judged.topic ?? topic;
    if (judged.score >= ENOUGH) matters.push({ ...judged, span: trimmedSegment });
    else asides.push(judged.about);
  }
  const leading = asides.find((one) => one !== 'other') ?? asides[0] ?? 'other';
  return { matters, class: leading, mood, carries: topic, assigns: carried };
}

/** A campaign that is named by its time: 打赢交通建设“三年会战”. */
const CAMPAIGN = /打赢|决战|决胜|奋战|大干|会战|攻坚/;

/** Whether a clause with a unit begins something else, and does not name who joins in. */
function opensOther(words: string): boolean {
  return !/(?:配合|协助|协同|参与|支持|督促指导)(?:[,。]|$)/.test(words) && !/^(?:会同|并会同|同时会同)/.test(words);
}

function tells(folded: string, { start, end }: Span): boolean {
  const words = folded.slice(start, end);
  return count(CONCRETE_ACTION, words) > 0 || MUST.test(words);
}

/** Clauses at the front that stir, judge or give the ground, and tell nothing, are left out of the quote. */
function withoutAsides(folded: string, segment: Span, clauses: readonly Span[], { periods }: Sentence): Span {
  let start = segment.start;
  for (const [i, clause] of clauses.entries()) {
    if (i === clauses.length - 1) break;
    const words = folded.slice(clause.start, clause.end);
    const isTimed = periods.some((period) => setsTime(period) && isIn(period, clause));
    const isAside =
      !isTimed &&
      ((count(SLOGAN, words) > 0 && count(CONCRETE_ACTION, words) === 0) ||
        /^(?:会议|同时|此外|另外|对此|下一步|其中|特别是|经研究|研究决定)$/.test(words) ||
        (ASSESSMENT.test(words) && !MUST.test(words)));
    if (!isAside) break;
    start = clauses[i + 1]?.start ?? start;
  }
  return { start, end: segment.end };
}
