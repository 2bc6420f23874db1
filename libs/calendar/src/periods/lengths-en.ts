import type { Anchor, Length } from './lengths.ts';
import { lengthFrom } from './lengths.ts';
import { EN_NUMBER, wholeNumber } from './numbers.ts';
import type { Around, Groups, PeriodRule } from './period-rule.ts';
import { english } from './period-rule.ts';
import type { PeriodClass } from './reading.ts';

const LIMIT =
  '(?<limit>(?:within|(?:no|not) (?:later|more) than|in(?: no more than)?)(?: (?:the|a period of|a maximum of))?(?: (?:next|coming|following|ensuing))?|(?:over|during) the (?:next|coming|following))';
const UNIT =
  '(?:(?<working>(?:working|business|work)(?: |-)days?)|(?<natural>(?:calendar|natural|consecutive)(?: |-)days?)|(?<days>days?)|(?<weeks>weeks?)|(?<fortnights>fortnights?)|(?<months>(?:calendar )?months?)|(?<quarters>quarters?)|(?<years>(?:calendar )?years?)|(?<hours>hours?))';
const OWN_DOCUMENT =
  "(?:the )?(?:date of )?(?:the )?(?:(?:this|the present|today's) [a-z]{3,15}(?:'s (?:date|adoption))?|its (?:adoption|publication|issuance|date|effective date)|(?:enactment|adoption|issuance|publication|passage|signature|promulgation|effective date)(?: of (?:this|the present) [a-z]{3,15})?)";
const NOW = "(?:today|now|(?:the date of )?(?:this|the|today's) meeting)";
const WORD = "[a-z0-9'-]{1,20}";
const STOP =
  '(?=[,.;:)，。、\\n]| (?:shall|must|will|should|may|and|or|to|the (?:secretary|director|city|department))\\b|$)';
/** What a length is counted from: the phrase up to its end, or its first words where that is not in sight. */
const FROM = `(?: (?<thereafter>thereafter)| (?:of|from|after|following) (?:(?<meeting>${NOW})|(?<document>${OWN_DOCUMENT})(?!\\w)|(?<event>${WORD}(?: ${WORD}){0,6}?${STOP}|${WORD}(?: ${WORD}){0,2})))`;

/** The lengths of time that a text sets in English: 60 days, within two weeks, not later than 180 days of this order. */
export const EN_LENGTHS: readonly PeriodRule[] = [
  {
    pattern: english(`(?:${LIMIT} )?(?<n>${EN_NUMBER}|half a)(?: \\(\\d{1,3}\\))?(?: |-)${UNIT}(?:${FROM})?`),
    classify: (groups, around) => (lengthIn(groups) === null ? null : classOf(groups, around)),
    read: (groups, context) => {
      const length = lengthIn(groups);
      return length === null ? [] : lengthFrom(anchorOf(groups), length, context);
    },
  },
];

function anchorOf({ document, event, thereafter, limit, years, months }: Groups): Anchor {
  if (document !== undefined) return /enact|effective|passage|promulgat/.test(document) ? 'document' : 'meeting';
  if ((event ?? thereafter) !== undefined) return 'event';
  return limit === undefined && (years ?? months) !== undefined ? 'start' : 'meeting';
}

function lengthIn(groups: Groups): Length | null {
  const limit = groups.limit !== undefined;
  if (groups.n === 'half a') return groups.years === undefined ? null : { n: 6, unit: 'month', limit };
  const n = wholeNumber(groups.n ?? '');
  if (n === null) return null;
  if (groups.working !== undefined) return { n, unit: 'working-day', limit };
  if (groups.natural !== undefined) return { n, unit: 'natural-day', limit };
  if (groups.days !== undefined) return { n, unit: 'day', limit };
  if (groups.weeks !== undefined) return { n: n * 7, unit: 'natural-day', limit };
  if (groups.fortnights !== undefined) return { n: n * 14, unit: 'natural-day', limit };
  if (groups.hours !== undefined) return { n: Math.ceil(n / 24), unit: 'natural-day', limit };
  const months = groups.months !== undefined ? 1 : groups.quarters !== undefined ? 3 : 12;
  return { n: n * months, unit: 'month', limit };
}

const NONE_BEFORE =
  /(?:\b(?:every|each|per|than|over|least|most|another|additional|some|few|many|first|only|up to)\s|[-/$\d.])$/;
const PAST_BEFORE = /\b(?:past|last|previous|preceding|prior|recent)\s$/;
const AFTER_NONE =
  /^(?:\s|-)(?:old|or (?:more|less|older)|notice|long|ago|earlier|before|prior|later|late|of (?:work|training|leave|experience|paid)|in advance|a (?:week|month|year|day)|per|each|every|term|warranty|lease|contract|anniversary|supply|shift|service|operation|hotline)\b/;
const VALUE_BEFORE =
  /\b(?:valid|term|lease|contract|warranty|retained|retention|aged?|open|average|median|typically|usually|period|up to|effective|reduced|shorten(?:ed)?)\b[^.,;]{0,12}$/;
/** Standards of service: what is promised for each case, not ordered for one. */
const SERVICE_BEFORE =
  /\b(?:requests?|applications?|complaints?|calls?|enquir(?:y|ies)|inquir(?:y|ies)|emails?|permits?|cases|acknowledged|replied|respond(?:ed)?|response|answered|processed|resolved|turnaround)\b[^.;]{0,20}$/;
const PER_CASE =
  /\b(?:each|any|an?|every) (?:[a-z]+ )?(?:request|application|complaint|call|incident|enquiry|inquiry|claim|such)\b|\bapplication\b/;
const CAMPAIGN_AFTER = /^(?:\s|-)(?:[a-z]+ )?(?:campaign|push|drive|sprint|battle|action|crackdown|blitz)\b/;

function classOf(groups: Groups, { before, after }: Around): PeriodClass | null {
  const { limit, thereafter, meeting, document, hours, n = '' } = groups;
  if (NONE_BEFORE.test(before) || AFTER_NONE.test(after))
    return /^(?:\s|-)(?:ago|earlier)/.test(after) ? 'past' : 'value';
  if (PAST_BEFORE.test(before)) return 'past';
  const event = groups.event ?? thereafter;
  if (event !== undefined) return PER_CASE.test(event) ? 'value' : limit === undefined ? 'mention' : 'event';
  if (meeting !== undefined || document !== undefined) return 'deadline';
  if (VALUE_BEFORE.test(before) || (limit !== undefined && SERVICE_BEFORE.test(before))) return 'value';
  if (limit !== undefined) {
    const isShort = hours !== undefined && (wholeNumber(n) ?? 0) < 24;
    return isShort ? 'value' : 'deadline';
  }
  // "a day", "a week" without a limit are idioms more often than lengths.
  if (hours !== undefined || n === 'a' || n === 'an') return null;
  if (anchorOf(groups) === 'start') return CAMPAIGN_AFTER.test(after) ? 'event' : 'mention';
  return 'deadline';
}
