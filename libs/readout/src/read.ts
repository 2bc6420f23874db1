import type { FoundPeriod } from '#libs/calendar';
import { type Clocks, clockIn, periodsIn } from './clocks.ts';
import { completed, type Found, openingClock } from './complete.ts';
import { judgeChinese } from './judge/chinese.ts';
import { judgeEnglish } from './judge/english.ts';
import type { Judgement, Matter, Sentence, SentenceClass } from './judge/judgement.ts';
import { pushesIn } from './judge/pushes.ts';
import { type Assignment, assignmentsOf } from './layout/duties.ts';
import { markerOf } from './layout/markers.ts';
import { type Passage, passagesOf, UNMARKED } from './layout/passages.ts';
import { Sections } from './layout/sections.ts';
import { sentencesOf } from './layout/sentences.ts';
import { overlap, type Span } from './span.ts';
import { areUnits, subjectOf } from './units/chinese.ts';

/** A sentence from which nothing is proposed. */
export interface Other extends Span {
  readonly class: SentenceClass;
}

/** All that a text holds, each sentence in one of the two, in order. All spans count in the folded reading text. */
export interface Read {
  readonly found: readonly Found[];
  readonly other: readonly Other[];
}

/** Reads a folded text whose clocks are known. Takes time in proportion to it. */
export function read(
  folded: string,
  { periods, days }: Pick<Clocks, 'periods' | 'days'>,
  isKnown: (name: string) => boolean,
): Read {
  const passages = passagesOf(folded);
  const assignments = new Cursor(assignmentsOf(folded, passages, isKnown));
  const clocks = periods.filter((period) => !isInTitle(folded, period));
  const sections = new Sections();
  const found: Found[] = [];
  const other: Other[] = [];
  let mood: Sentence['mood'] = null;
  let wanted: Sentence['mood'] = null;
  let contentDepth: number | null = null;
  let leadsContent = false;
  let inAims = false;

  for (const passage of passages) {
    if (passage.kind !== 'text' && passage.kind !== 'task') {
      const calls = passage.kind === 'heading' ? pushes(folded, passage, periodsIn(clocks, passage)) : [];
      for (const matter of calls) found.push({ ...matter, period: clockIn(matter.span, periodsIn(clocks, passage)) });
      if (calls.length === 0) other.push({ start: passage.start, end: passage.end, class: classOf(folded, passage) });
      if (passage.kind !== 'heading') continue;
      const stage = passage.depth < UNMARKED ? clockIn(passage, periodsIn(clocks, passage)) : null;
      wanted = stage !== null || TASKS.test(folded.slice(passage.start, passage.end)) ? 'demands' : null;
      mood = wanted;
      contentDepth = null;
      leadsContent = false;
      if (passage.depth < UNMARKED) inAims = AIMS.test(folded.slice(passage.start, passage.end));
      sections.enter(passage, {
        clock: clockIn(passage, periodsIn(clocks, passage)),
        lead: headingLead(folded, passage, isKnown),
      });
      continue;
    }
    if (leadsContent) contentDepth = passage.listed ? passage.depth : null;
    else if (!passage.listed || passage.depth < (contentDepth ?? 0)) contentDepth = null;
    leadsContent = false;
    if (!passage.listed) mood = wanted;
    sections.leave(passage.depth);
    let carried: Span | null = null;
    let opening: FoundPeriod | null = null;
    const sentences = sentencesOf(folded, passage);
    for (const [i, whole] of sentences.entries()) {
      const span = withoutMarker(folded, whole);
      const text = folded.slice(span.start, span.end);
      const own = periodsIn(clocks, span);
      const beside = assignments.within(span);
      if (
        text.trim() === '' ||
        beside.some(({ said }) => said !== null && overlap(said, span) >= text.replace(/[。.]$/, '').length)
      ) {
        other.push({ ...whole, class: 'other' });
        continue;
      }
      if (isRunIn(text, folded.slice(whole.start, span.start + 1), passage, { i, of: sentences.length }, own)) {
        other.push({ ...whole, class: 'heading' });
        if (own.length > 0) mood = 'demands';
        sections.enter(
          { depth: passage.depth + 0.5 },
          { clock: clockIn(span, own), lead: runInLead(folded, span, isKnown) },
        );
        continue;
      }
      const sentence: Sentence = {
        ...{ span, text, periods: own, mood, carried: carried ?? sections.lead, isKnown },
        listed: passage.listed,
        inAims,
        opened: opening !== null,
        // A label below a paragraph says whose its matters are, and not that each of its sentences is one.
        assigned: passage.kind === 'task' || beside.some(({ said }) => said !== null || sentences.length === 1),
      };
      const judged: Judgement = contentDepth !== null ? content(sentence) : judge(folded, sentence);
      mood = judged.mood;
      const goesOn = /;$/.test(text);
      carried = goesOn ? judged.assigns : judged.carries;
      if (!goesOn) opening = null;
      else opening ??= openingClock(folded, span, own);
      if (judged.matters.length === 0) other.push({ ...whole, class: judged.class });
      for (const matter of judged.matters)
        found.push(completed(folded, matter, { own, beside, periods: clocks, days, opening }, sections));
      if (/:-?$/.test(text)) {
        leadsContent = judged.matters.length > 0;
        const led = { clock: clockIn(span, own), lead: judged.matters[0]?.lead ?? judged.carries };
        sections.enter({ depth: passage.depth - 0.5 }, led);
      }
    }
  }
  return { found, other };
}

function judge(folded: string, sentence: Sentence): Judgement {
  const matters = pushes(folded, sentence.span, sentence.periods);
  if (matters.length === 0)
    return isChinese(sentence.text) ? judgeChinese(folded, sentence) : judgeEnglish(folded, sentence);
  return { matters, class: 'slogan', mood: sentence.mood, carries: sentence.carried, assigns: sentence.carried };
}

function pushes(folded: string, span: Span, periods: readonly FoundPeriod[]): readonly Matter[] {
  const language = isChinese(folded.slice(span.start, span.end)) ? 'zh' : 'en';
  const found = pushesIn(folded, span, periods, language);
  return found.map((push) => ({ span: push.span, rule: 'push', score: 3, lead: null, co: [], about: 'other' }));
}

function isChinese(text: string): boolean {
  return /[\u4e00-\u9fff]/.test(text);
}

/** What a task consists of is no further task. */
function content({ mood, carried }: Sentence): Judgement {
  return { matters: [], class: 'other', mood, carries: carried, assigns: carried };
}

/** What a passage is that is not read for tasks. */
function classOf(folded: string, { kind, start, end }: Passage): SentenceClass {
  if (kind !== 'heading') return 'other';
  return ATTENDANCE.test(folded.slice(start, end)) ? 'attendance' : 'heading';
}

const ATTENDANCE =
  /^(?:present|apologies|attendees|in attendance|absent|regrets|出席|列席|参加|参会|缺席|请假)[^:]{0,12}:/i;

/** Headings below which stands what is wanted in general. */
const AIMS =
  /(?:总体要求|总体目标|指导思想|基本原则|总体思路|工作思路|重要意义|总体情况|基本情况|工作背景|存在(?:的)?问题|工作回顾)$/;

/** Headings below which stands what is to be done. */
const TASKS =
  /(?:(?:重点|主要|工作|具体|目标)任务|任务分工|(?:工作|保障|具体|整改|主要|重点)(?:举措|措施)|(?:工作|有关|几点|下一步|整改|落实)要求|下一步(?:工作|打算|安排|要求)?(?:安排|计划)?|重点工作|实施步骤|组织保障|议定事项|(?:required|corrective) actions?|action items?|directives|next steps|commitments|decisions?)$/i;

/** A short first sentence that names what the rest of its item is about. */
function isRunIn(
  text: string,
  marked: string,
  { listed, kind }: Passage,
  { i, of }: { i: number; of: number },
  own: readonly FoundPeriod[],
): boolean {
  if (i + 1 >= of || kind === 'task') return false;
  if (i === 0 && listed && /^[^,:;。]{2,16}\([^()]{2,30}\)。?$/.test(text)) return true;
  if (own.length > 0) return false;
  if (/^[一二三四五六七八九]?(?:要|是)[^,:;]{2,18}。$/.test(text) && /^[一二三四五六七八九]/.test(marked)) return true;
  if (i > 0 || !listed) return false;
  return /[\u4e00-\u9fff]/.test(text)
    ? text.length <= 32 && /。$/.test(text) && !/[,:]/.test(text)
    : text.split(/\s+/).length <= 8 && /\.$/.test(text) && !/\b(?:shall|must|will|to be)\b/i.test(text);
}

/** The unit that a run-in heading tells something: 白沙镇要正视差距。 */
function runInLead(folded: string, { start, end }: Span, isKnown: (name: string) => boolean): Span | null {
  const found = subjectOf(folded.slice(start, end), isKnown);
  return found && { start: start + found.start, end: start + found.end };
}

function withoutMarker(folded: string, { start, end }: Span): Span {
  const marker = markerOf(folded.slice(start, Math.min(end, start + 40)));
  return { start: start + Math.min(marker?.length ?? 0, end - start), end };
}

function headingLead(folded: string, { start, end }: Span, isKnown: (name: string) => boolean): Span | null {
  return areUnits(folded.slice(start, end), isKnown) ? { start, end } : null;
}

const LONGEST_TITLE = 80;

/** A period in the title of a paper is part of its name. */
function isInTitle(folded: string, { start, end }: Span): boolean {
  const before = folded.slice(Math.max(0, start - LONGEST_TITLE), start);
  const opened = before.lastIndexOf('《');
  if (opened < 0 || before.indexOf('》', opened) >= 0) return false;
  return folded.slice(end, end + LONGEST_TITLE).includes('》');
}

/** Assignments in order of their starts, asked for stretch by stretch from the front. */
class Cursor {
  private first = 0;

  constructor(private readonly spans: readonly Assignment[]) {}

  /** Those that share words with the stretch. */
  within(stretch: Span): readonly Assignment[] {
    while ((this.spans[this.first]?.end ?? Number.POSITIVE_INFINITY) <= stretch.start) this.first += 1;
    const found: Assignment[] = [];
    for (let i = this.first; i < this.spans.length; i += 1) {
      const span = this.spans[i];
      if (span === undefined || span.start >= stretch.end) break;
      if (span.end > stretch.start) found.push(span);
    }
    return found;
  }
}
