import type { CivilDate, FoundPeriod } from '#libs/calendar';

/** Words in front of a day that the text gives something: `next meeting:`, `下次会议将于`. */
interface Announcement {
  readonly words: string;
  readonly day: CivilDate;
}

/** Tells the day of the event that a period hangs on, where the text gives it; null where it does not. */
export type EventDays = (period: FoundPeriod) => CivilDate | null;

/** How far in front of a day the words stand that say what it is of. */
const REACH = 60;
/** More are not announced in one text; each is compared with every event. */
const MOST = 40;

const ANNOUNCES =
  /(?:会议?|考试|检查|验收|审计|巡察|巡视|评估|论坛|年会|汛期|放假|开学|寒假|暑假|换届|meeting|session|congress|conference|hearing|election|deliberations?|review|inspection|audit|semester|term|opening|summit|vote|adoption|briefing|workshop|call|first day|\b(?:start|begin|open)(?:s|ing)?\b)[^。;!?]{0,34}$/;
/** What stands between an event and its day. */
const LEADS_TO =
  /(?::|\(|于|在|自|从|为|是|时间|日期|\b(?:is|are|be|being|held|on|for|at|begins?|starts?|opens?|commences?|scheduled|set))[\s(]{0,3}$/;
/** The day stands directly behind the event: `before school starts on August 23`. */
const BESIDE = 6;
const LEADS_BESIDE = /^(?:,?\s|\s?\()(?:on\s)?$/;
/** What happens on a day stands directly behind it: 5月28日开镰, 11月15日正式供暖. */
const HAPPENS = /^[\u4e00-\u9fff]{2,8}/;
const BEHIND = 8;
/** A day by which something is to be done is not the day on which it happens. */
const LIMITS = /[前底末内]$/;
const SENTENCE_END = /[。;!?]|[.]\s(?!\d)/g;

/** Words of an event's name that another mention of it may leave out. */
const LEFT_OUT =
  /^(?:the|its|our|a|an|any|each|of|for|at|in|to|regular|special|council|board|committee|scheduled|ordinary|full|monthly|quarterly|final|upcoming|following|coming|forthcoming)$/;
const PREPOSITION =
  /^(?:(?:at least )?[\w-]+ (?:calendar )?days (?:before|prior to|in advance of|ahead of)|on or before|(?:no|not) later than|prior to|ahead of|in advance of|in time for|before|by|until|till|through|at|to|for|during|within [\w-]+ [\w-]+ (?:of|after|following|from))\s+/;
const MONTH = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;
const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/**
 * Gathers the days that a text gives to events (`The first day of instruction is September 2`, `下次会议定于7月18日`) and
 * looks up in them what a period hangs on. Takes time in proportion to the text.
 * @param folded the text, folded
 * @param days the days to come that it names, in order
 */
export function eventDaysOf(
  folded: string,
  days: readonly (Pick<FoundPeriod, 'start' | 'end'> & { readonly day: CivilDate })[],
): EventDays {
  const announced: Announcement[] = [];
  for (const { start, end, day } of days) {
    const before = folded.slice(Math.max(0, start - REACH), start).toLowerCase();
    const words = before.slice([...before.matchAll(SENTENCE_END)].at(-1)?.index ?? 0);
    if (announced.length >= MOST) break;
    if (ANNOUNCES.test(words) && LEADS_TO.test(words)) announced.push({ words, day });
    const behind = HAPPENS.exec(folded.slice(end, end + BEHIND))?.[0];
    if (behind && !LIMITS.test(folded.slice(start, end))) announced.push({ words: behind, day });
  }
  const dayAt = new Map(days.map(({ start, day }) => [start, day]));
  return ({ start, end }) => {
    for (let at = end; at < end + BESIDE; at += 1) {
      const beside = dayAt.get(at);
      if (beside !== undefined && LEADS_BESIDE.test(folded.slice(end, at))) return beside;
    }
    const name = folded.slice(start, end).toLowerCase().replace(/\s+/g, ' ');
    const says = /[\u4e00-\u9fff]/.test(name) ? chineseName(name) : englishName(name);
    return (says && announced.find(says)?.day) ?? null;
  };
}

type Says = (announcement: Announcement) => boolean;

function chineseName(words: string): Says | null {
  const name = words
    .replace(/^(?:自|从|待)/, '')
    .replace(/(?:召开|开始|开幕|举办|举行|到来|来临|结束|启动|之日|之?前|之?后|上$|时$).*$/s, '');
  return name.length < 2 ? null : (announcement) => announcement.words.includes(name);
}

function englishName(words: string): Says | null {
  const kept = words
    .replace(PREPOSITION, '')
    .split(' ')
    .filter((word) => !LEFT_OUT.test(word));
  const month = kept.find((word) => MONTH.test(word));
  // The September meeting is the next one when that is in September.
  const said = kept.filter((word) => word !== month).map((word) => new RegExp(`\\b${word.replace(/[^\w-]/g, '')}\\b`));
  const isNamed = said.length > 1 || month !== undefined;
  if (!isNamed) return null;
  return (announcement) =>
    said.every((word) => word.test(announcement.words)) &&
    (month === undefined || MONTHS[Number(announcement.day.slice(5, 7)) - 1] === month);
}
