import type { Span } from '../span.ts';
import { subjectBefore } from '../units/english.ts';
import { NO_AGENT, PUBLIC } from '../words/en/asides.ts';
import { ASKED_FROM_OUTSIDE, GOES_TO, OWED, ROUTINE, WHEN_AHEAD, WISH } from '../words/en/frames.ts';
import { MODAL, NO_UNIT, STRONG } from '../words/en/obligation.ts';
import {
  BASE_VERB,
  BE_DONE,
  BE_IN,
  BE_ORDERED,
  CHARGES,
  ORDERS,
  ORDERS_THAT,
  TAKES_ON,
  VERB_FIRST,
} from '../words/en/verbs.ts';
import type { ProposalRule } from './judgement.ts';

/** What is told, to whom, and how it is said. */
export interface Told {
  readonly rule: ProposalRule;
  readonly weight: number;
  readonly lead: Span | null;
  readonly co: Span | null;
  readonly verb: string;
  readonly resets: boolean;
}

/** Words that make a sentence of what stands before `to`. */
const FINITE =
  /\b(?:motion|moved|called|has|have|had|is|was|were|are|asked|seconded|\d{1,9}|request|decision|plan|right|need|how|what|when|time|able|due|in order)\b/i;
const SUBJUNCTIVE = new RegExp(
  `^(?:(?:requested|directed|asked|ordered|recommended|agreed|resolved|moved|(?:motion )?(?:carried|passed))\\s)?that\\s((?:the\\s)?[A-Z][\\w' -]{1,60}?)\\s(${BASE_VERB})\\b(?!\\s(?:of|is|was|are|be))`,
  'i',
);
const SUBJUNCTIVE_SAID = new RegExp(
  `^((?:the\\s)?[A-Z][\\w' -]{1,60}?)\\s(${BASE_VERB})\\b(?!\\s(?:of|is|was|are|be))`,
);
/** `Sheriff's Office: begin evacuation`, `Legal - please sit down …`, `Hospitals confirm …`. */
const LABELLED = new RegExp(
  `^((?!(?:This|That|The|An?|It|We|All)\\b)[A-Z](?:[\\w'&/ ]{1,40}?(?::|\\s-)|[a-z]{2,14}s(?=\\s)))\\s(?:please\\s)?(${BASE_VERB})\\b`,
);
const REFERRED = /\breferred (?:back )?to ((?:the )?[A-Z][\w' -]{2,60}?) (?:for|to)\b/;
const TO_DO = new RegExp(`^(.{2,70}?) to (?:also )?(${BASE_VERB})\\b`);
/** Words that each begin with a capital, as a post or an office is written. */
const IS_TITLE = /^(?:the )?(?:[A-Z][\w'&.-]{1,20})(?: (?:(?:of|and|for|the|&) ){0,2}[A-Z][\w'&.-]{1,20}){1,5}$/;
/** The same with any verb, of an office. */
const OFFICE_TO_DO =
  /^([^,.;:]{2,60}?) to (?!the\b|an?\b|be\b|its\b|their\b|all\b|and\b|which\b|whom\b)([a-z-]{3,14})\b/;

const PASSIVE =
  /^(?:also |then |promptly )?be (?:[a-z]+ly )?[a-z-]+(?:ed|en|nt|ne|ught|ept|old|ade|ilt|id|ut|ound|rawn)\b/i;

/** The name of a post or an office in a subject. */
const OFFICE =
  /\b(?:Director|Manager|Officer|Clerk|Department|Office|Team|Head|Secretary|Treasurer|Engineer|Chief|Agency|Bureau|Coordinator|Administrator|Planner|Commissioner|Division|Services?|Counsel|Solicitor|Superintendent|Ministry|Authority|Committee|Commission|Task Force|Works|Unit|Staff|Attorney|Auditor|Comptroller|Controller|Administration|Working Group|Police|Sheriff|Chair|Mayor|CAO|CFO|CEO|CIO|COO|Master|Supervisor|Principals?|Warden|Registrar|Librarian|Inspector)\b/i;

/** The noun that a subject turns on: `safety plans` of `Safety plans for this year`. */
function headOf(subject: string): string {
  return subject.replace(/\s(?:of|for|on|in|to|under|from|with|at|not|that|which)\s.*$/is, '');
}

/** A verb in the past, which makes a report of the words: `convened`. */
function isPast(word: string): boolean {
  return /^[a-z]{3,14}ed$/.test(word);
}

/** How the words around speak. */
export interface Manner {
  readonly listed: boolean;
  readonly demanded: boolean;
  /** Whether words of a resolution stand before: `it was agreed that`. */
  readonly resolved: boolean;
}

/** Who is told what in a stretch of words; null when nobody is told anything. */
export function toldIn(words: string, { listed, demanded, resolved }: Manner): Told | null {
  const order = BE_ORDERED.exec(words);
  if (order) {
    const { lead, co } = subjectBefore(words.slice(0, order.index));
    return { rule: 'resolved', weight: 2.6, lead, co, verb: verbBehind(words, order), resets: false };
  }
  const charges = CHARGES.exec(words);
  if (charges) {
    const name = charges[1] ?? '';
    const start = charges.index + charges[0].indexOf(name, 5);
    const lead = { start, end: start + name.length };
    return { rule: 'resolved', weight: 2.3, lead, co: null, verb: charges[2] ?? '', resets: false };
  }
  const orders = ORDERS.exec(words);
  if (orders && !ASKED_FROM_OUTSIDE.test(words.slice(0, orders.index)) && !/^(?:not|be)$/.test(orders[3] ?? '')) {
    const name = (orders[2] ?? '').replace(/,.*$/s, '');
    const start = orders.index + orders[0].indexOf(name, (orders[1] ?? '').length);
    const isLeave = /^authori[sz]/i.test(orders[1] ?? '');
    return {
      rule: 'resolved',
      weight: PUBLIC.test(name) || isLeave ? 0.8 : 2.3,
      lead: { start, end: start + name.length },
      co: null,
      verb: orders[3] ?? '',
      resets: false,
    };
  }
  const modal = MODAL.exec(words);
  if (modal) {
    const before = words.slice(0, modal.index);
    const { lead, co } = subjectBefore(before);
    const verb = verbBehind(words, modal);
    const bare = before
      .replace(/^.*,\s*/, '')
      .replace(/^[\s“"]+/, '')
      .trimEnd();
    const isNobody = NO_UNIT.test(bare) || /\b(?:which|that|who)$/.test(bare);
    const isPassive = PASSIVE.test(verb);
    const strong = STRONG.test(modal[0]);
    const isAgent = lead !== null && !NO_AGENT.test(headOf(bare));
    const isDue = /\bdue\b/i.test(modal[0]);
    const isPublic = PUBLIC.test(bare);
    const active = isPublic
      ? 0.8
      : isAgent
        ? strong
          ? 2.2
          : OFFICE.test(bare) && VERB_FIRST.test(verb)
            ? 2
            : 1.8
        : isNobody
          ? 0.9
          : 0.8;
    const wishes = /^(?:we|i)$/i.test(bare) && /^like\b/i.test(verb);
    const weight = isDue || wishes ? 1.5 : isPassive ? (demanded ? 1.7 : 1.4) : active;
    const rule =
      (isAgent || bare === '') && !isPassive ? (/will|would/i.test(modal[0]) ? 'unit-will' : 'unit-must') : 'must';
    return {
      rule,
      weight,
      lead: isAgent && !isPassive && !isDue ? lead : null,
      co,
      verb: isPassive ? '' : verb,
      resets: /^(?:we|i)$/i.test(bare),
    };
  }
  const takes = TAKES_ON.exec(words);
  if (takes) {
    const lead = { start: 0, end: (takes[1] ?? '').length };
    return { rule: 'unit-will', weight: 2, lead, co: null, verb: takes[2] ?? '', resets: false };
  }
  const that = ORDERS_THAT.exec(words);
  const done = BE_DONE.exec(words);
  if (
    done &&
    !ASKED_FROM_OUTSIDE.test(words.slice(0, done.index)) &&
    (resolved || /\bthat\b/i.test(words.slice(0, done.index)) || that !== null || /\bBE\b/.test(done[0]))
  ) {
    return { rule: 'resolved', weight: 1.9, lead: null, co: null, verb: done[1] ?? '', resets: false };
  }
  if (BE_IN.test(words) && (resolved || that !== null)) {
    return { rule: 'resolved', weight: 1.9, lead: null, co: null, verb: '', resets: false };
  }
  const office = OFFICE_TO_DO.exec(words);
  const assigned =
    TO_DO.exec(words) ?? (office && (OFFICE.test(office[1] ?? '') || IS_TITLE.test(office[1] ?? '')) ? office : null);
  const name = (assigned?.[1] ?? '').replace(/^.*(?:\s-\s|;\s(?:the\s)?|:\s)/, '');
  if (
    assigned &&
    /^(?:the )?[A-Z]/.test(name) &&
    name.split(/\s+/).length <= 7 &&
    !FINITE.test(name) &&
    !name.split(/\s/).some(isPast) &&
    !VERB_FIRST.test(words)
  ) {
    const start = (assigned[1] ?? '').length - name.length;
    return {
      rule: 'assigned',
      weight: listed || OFFICE.test(name) ? 2 : 1.3,
      lead: { start, end: start + name.length },
      co: null,
      verb: assigned[2] ?? '',
      resets: false,
    };
  }
  const subjunctive = SUBJUNCTIVE.exec(words) ?? (resolved ? SUBJUNCTIVE_SAID.exec(words) : null);
  if (subjunctive) {
    const unit = subjunctive[1] ?? '';
    const start = words.indexOf(unit);
    return {
      rule: 'resolved',
      weight: 2.2,
      lead: { start, end: start + unit.length },
      co: null,
      verb: subjunctive[2] ?? '',
      resets: false,
    };
  }
  const referred = REFERRED.exec(words);
  if (referred) {
    const unit = referred[1] ?? '';
    const start = words.indexOf(unit, referred.index);
    return {
      rule: 'resolved',
      weight: 2.4,
      lead: { start, end: start + unit.length },
      co: null,
      verb: 'report',
      resets: false,
    };
  }
  const labelled = (listed || /\bplease\b/.test(words)) && !VERB_FIRST.test(words) ? LABELLED.exec(words) : null;
  if (labelled && !FINITE.test(labelled[1] ?? '')) {
    const unit = (labelled[1] ?? '').replace(/(?::|\s-)$/, '');
    const lead = { start: 0, end: unit.length };
    return { rule: 'assigned', weight: 1.8, lead, co: null, verb: labelled[2] ?? '', resets: false };
  }
  const owed = listed ? OWED.exec(words) : null;
  if (owed && OFFICE.test(owed[1] ?? '')) {
    const lead = { start: 0, end: (owed[1] ?? '').length };
    return { rule: 'assigned', weight: 1.2, lead, co: null, verb: '', resets: false };
  }
  if (WISH.test(words) || GOES_TO.test(words)) {
    return { rule: 'must', weight: 1.4, lead: null, co: null, verb: '', resets: true };
  }
  const routine = ROUTINE.exec(words);
  if (routine) {
    const lead = { start: 0, end: (routine[1] ?? '').length };
    return { rule: 'assigned', weight: 1.4, lead, co: null, verb: routine[2] ?? '', resets: false };
  }
  const ahead = WHEN_AHEAD.exec(words)?.[0].length ?? 0;
  if (VERB_FIRST.test(words.slice(ahead))) {
    return {
      rule: 'imperative',
      weight: listed || resolved ? 1.8 : 1,
      lead: null,
      co: null,
      verb: words.slice(ahead, ahead + 20),
      resets: false,
    };
  }
  return null;
}

function verbBehind(words: string, { index, 0: match }: RegExpExecArray): string {
  return words
    .slice(index + match.length)
    .trimStart()
    .slice(0, 30);
}
