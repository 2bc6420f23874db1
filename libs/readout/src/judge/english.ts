import type { Span } from '../span.ts';
import { partnersIn, subjectBefore } from '../units/english.ts';
import {
  ASSESSMENT,
  ATTENDANCE,
  CONDITIONAL,
  ITSELF,
  PERMISSION,
  PREAMBLE,
  SLOGAN,
  STANDING,
} from '../words/en/asides.ts';
import { DEMANDS, LEADS_IN, MODAL, NAMES_CONTENT, POINTS_OUT, SAYING } from '../words/en/obligation.ts';
import { DONE_BY_VOTE, SOFT_VERB } from '../words/en/verbs.ts';
import { ENOUGH, type Judgement, type Matter, type Sentence, type SentenceClass } from './judgement.ts';
import { isIn, setsTime } from './segments.ts';
import { toldIn } from './told.ts';

/** Judges an English sentence, folded. */
export function judgeEnglish(folded: string, sentence: Sentence): Judgement {
  const { text, span } = sentence;
  const points = POINTS_OUT.test(text);
  const mood = points ? 'points-out' : DEMANDS.test(text.slice(0, 80)) ? 'demands' : sentence.mood;
  const nothing = (what: SentenceClass): Judgement => ({
    matters: [],
    class: what,
    mood,
    carries: sentence.carried,
    assigns: sentence.carried,
  });
  if (NAMES_CONTENT.test(text) === false && LEADS_IN.test(text)) {
    const modal = MODAL.exec(text);
    const lead = modal && subjectBefore(text.slice(0, modal.index)).lead;
    return { ...nothing('other'), mood: 'demands', carries: lead ? shift(lead, span.start) : sentence.carried };
  }
  const matters: Matter[] = [];
  const asides: SentenceClass[] = [];
  let carried = sentence.carried;
  for (const segment of segmentsOf(folded, span, sentence)) {
    const judged = judgeSegment(folded, segment, sentence, { mood, carried });
    carried = judged.subject ?? (judged.resets ? null : carried);
    if (judged.matter.score >= ENOUGH) matters.push(judged.matter);
    else asides.push(judged.matter.about);
  }
  return {
    matters,
    class: asides.find((one) => one !== 'other') ?? asides[0] ?? 'other',
    mood,
    carries: mood === 'demands' ? carried : null,
    assigns: carried,
  };
}

/** What a unit that was told something goes on with: `Careful organization … should be carried out`. */
const ACTIVITY =
  /\b(?:organization|implementation|efforts?|publicity|study|attention|emphasis)\b[^.;]{0,160}\b(?:should|must)\b/i;

const JOINT =
  /(?:[;,]\s{1,9}(?:and,?\s{1,9})?|\s{1,9}and\s{1,9})(?:(?:further\s{1,9})?that\s{1,9}(?=[^,;]{2,80}\b(?:be|will|shall|must|should|is to|are to)\b)|further,?\s{1,9}that\s{1,9})|,\s{1,9}and\s{1,9}(?=(?:the |all |each |department |staff|it is necessary|[A-Z])[^,;]{0,60}\b(?:shall|must|will|should|is to|are to|necessary to)\b)|,\s{1,9}and\s{1,9}(?=(?:the )?[A-Z][\w' ]{2,50}? to [a-z]{3,9})|,\s{1,9}and\s{1,9}(?=that\s{1,9}(?:the |[A-Z]))|;\s{1,9}(?:and,?\s{1,9})?/g;

/** A sentence parted where a second subject is told something, and before a second time of its own. */
function segmentsOf(folded: string, span: Span, { periods }: Sentence): readonly Span[] {
  const text = folded.slice(span.start, span.end);
  const cuts = [...text.matchAll(JOINT)]
    .filter(({ index }) => index > 12)
    .map(({ index, 0: joint }) => [index, index + joint.length] as const);
  const timed = periods.filter((period) => setsTime(period) && isIn(period, span));
  for (const [i, period] of timed.entries()) {
    const before = timed[i - 1];
    if (!before) continue;
    const between = text.slice(before.end - span.start, period.start - span.start);
    const joint = /,?\s{1,9}and\s{1,9}(?=(?:to\s{1,9})?[a-z-]{3,9})|,\s{1,9}(?:then|with)\s{1,9}/.exec(between);
    if (joint) {
      const at = before.end - span.start + joint.index;
      cuts.push([at, at + joint[0].length]);
    }
  }
  cuts.sort((a, b) => a[0] - b[0]);
  const segments: Span[] = [];
  let start = 0;
  for (const [from, to] of cuts) {
    if (from <= start) continue;
    segments.push({ start: span.start + start, end: span.start + from });
    start = to;
  }
  segments.push({ start: span.start + start, end: span.end });
  return segments.filter((one) => folded.slice(one.start, one.end).trim().length > 2);
}

interface Judged {
  readonly matter: Matter;
  readonly subject: Span | null;
  readonly resets: boolean;
}

function judgeSegment(
  folded: string,
  whole: Span,
  sentence: Sentence,
  { mood, carried }: { mood: Sentence['mood']; carried: Span | null },
): Judged {
  const said = SAYING.exec(folded.slice(whole.start, whole.end))?.[0].length ?? 0;
  const span = { start: whole.start + said, end: whole.end };
  const spoken = folded.slice(span.start, span.end).replace(/(?<![.;!?])[.;!?]{1,40}$/, '');
  // What a paper or a campaign is called tells nobody anything.
  const words = spoken.replace(/“[^”]{1,200}”/g, (name) => `“${' '.repeat(name.length - 2)}”`);
  const said0 = folded.slice(whole.start, span.start);
  const told = toldIn(words, {
    listed: sentence.listed || sentence.assigned || /^action/i.test(said0),
    demanded: mood === 'demands',
    resolved: /\b(?:agreed|resolved|decided|requested|recommended|directed|that)(?: to)?\s*$/i.test(said0),
  });
  const timed = sentence.periods.filter((period) => setsTime(period) && isIn(period, span));
  const slogans = spoken.match(SLOGAN)?.length ?? 0;

  let score = told?.weight ?? 0;
  if (timed.length > 0) score += timed.some(({ class: what }) => what === 'deadline') ? 1.2 : 0.7;
  if (sentence.periods.some((period) => period.class === 'open' && isIn(period, span))) score += 0.4;
  if (sentence.assigned) score += told === null && (/^that\b/i.test(words) || words.split(/\s+/).length < 3) ? 0.5 : 2;
  if (words.length < 8) score -= 3;
  if (sentence.listed && told !== null) score += 0.3;
  if (mood === 'demands') score += 0.3;
  if (said > 0 && !/point|note|held|believ/i.test(folded.slice(whole.start, span.start))) score += 0.3;
  if (told !== null && SOFT_VERB.test(told.verb)) score -= 1.2;
  score -= Math.min(3, slogans * 1.2);

  let about: SentenceClass = slogans > 0 ? 'slogan' : 'other';
  const weigh = (pattern: RegExp, what: SentenceClass, weight: number) => {
    if (!pattern.test(words)) return;
    score -= weight;
    if (about === 'other' || about === 'slogan') about = what;
  };
  const isOrder = told !== null && told.weight >= 1.8;
  weigh(ATTENDANCE, 'attendance', isOrder ? 1 : 4);
  weigh(CONDITIONAL, 'conditional', timed.length > 0 ? 0.8 : 2);
  if (told === null || told.rule !== 'resolved')
    weigh(PERMISSION, 'permission', /\bmay\b/.test(words.slice(0, 90)) && !isOrder ? 3 : isOrder ? 0.3 : 2);
  weigh(DONE_BY_VOTE, 'other', /be (?:directed|requested|instructed)|shall|must/i.test(words) ? 1 : 4);
  weigh(STANDING, 'standing-rule', timed.length > 0 && !ITSELF.test(words) ? 1 : 2.5);
  weigh(PREAMBLE, 'other', 3);
  weigh(ASSESSMENT, 'assessment', isOrder ? 0.3 : 2);
  if (POINTS_OUT.test(folded.slice(whole.start, whole.end))) {
    score -= 1.5;
    if (about === 'other') about = 'assessment';
  }

  // A thing that must be done to, or nobody, goes on with no unit.
  const goesOn = told !== null && !told.resets && (told.rule !== 'must' || ACTIVITY.test(words));
  const lead = told?.lead ? shift(told.lead, span.start) : goesOn ? carried : null;
  const partners = partnersIn(words);
  const co = [told?.co ? shift(told.co, span.start) : partners && shift(partners, span.start)].filter(
    (one) => one !== null,
  );
  const rule = sentence.assigned ? 'row' : (told?.rule ?? 'imperative');
  const subject = told?.lead ? shift(told.lead, span.start) : null;
  return {
    matter: { span: trimEnd(folded, span), rule, score, lead, co, about },
    subject,
    resets: told?.resets ?? false,
  };
}

function trimEnd(folded: string, { start, end }: Span): Span {
  let to = end;
  while (to > start && /[\s.;,!?]/.test(folded.charAt(to - 1))) to -= 1;
  return { start, end: to };
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
