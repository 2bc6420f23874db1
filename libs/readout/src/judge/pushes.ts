import type { FoundPeriod } from '#libs/calendar';
import type { Span } from '../span.ts';

interface Calls {
  /** A call to exert oneself, before a period. */
  readonly call: RegExp;
  /** The most characters between that call and the period. */
  readonly reach: number;
  /** What a period is a name of, directly behind it: `60-day campaign`, 60天攻坚行动. */
  readonly campaign: RegExp;
  /** Setting such a campaign going. */
  readonly launch: RegExp;
  /** A report of what was or is, and no call. */
  readonly report: RegExp;
  readonly clauseMark: RegExp;
}

const CHINESE: Calls = {
  call: /奋战|大干|苦干|实干|鏖战|决战|决胜|冲刺|攻坚|奋斗|拼搏|打好|打赢|大战|抢抓|抓好/g,
  reach: 6,
  campaign: /^.{0,4}(?:攻坚|行动|冲刺|会战|大战|战役|活动|收官)/,
  launch: /开展|实施|组织|启动|打响|打好|打赢|发起|推进|全力/,
  report: /截至|同比|环比|增长|占比|取得|过去|经过|历经|曾|(?<!业)已|完成了|以来/,
  clauseMark: /[,、;:。!?\n“”《》()]/,
};

const ENGLISH: Calls = {
  call: /\b(?:fight(?:ing)?|striv(?:e|ing)|battl(?:e|ing)|sprint(?:ing)?|push(?:ing)?|campaign|struggl(?:e|ing)|work (?:hard|flat out)|go all out)\b/gi,
  reach: 24,
  campaign: /^.{0,12}\b(?:push|campaign|drive|sprint|battle|action|offensive)\b/i,
  launch: /\b(?:launch|start|begin|carry out|organi[sz]e|wage|win|run)\b/i,
  report: /\b(?:has|have|had|was|were|did|after|since|grew|rose|fell|past)\b/i,
  clauseMark: /[,.;:!?\n“”"()]/,
};

/** Calls to exert oneself for a period, each as tight as its words: `fight for 60 days`, 决战四季度. Folded text. */
export function pushesIn(
  folded: string,
  sentence: Span,
  periods: readonly FoundPeriod[],
  language: 'zh' | 'en',
): readonly { readonly span: Span; readonly period: FoundPeriod }[] {
  const calls = language === 'zh' ? CHINESE : ENGLISH;
  return periods.flatMap((period, i) => {
    if (period.class !== 'deadline' || /[前内]$|^(?:by|before|within|no|not)\b/i.test(period.expression)) return [];
    const start = lastMark(folded, sentence.start, period.start, calls.clauseMark);
    const end = nextMark(folded, period.end, sentence.end, calls.clauseMark);
    const before = folded.slice(start, period.start);
    const call = [...before.matchAll(calls.call)].at(-1);
    const behind = folded.slice(period.end, end);
    if (calls.report.test(before) || calls.report.test(behind)) return [];
    if (call !== undefined && before.length - call.index - call[0].length <= calls.reach) {
      // A period that tells when something else is done is no push: 抓好四季度经济运行.
      const next = periods[i + 1];
      const own = next !== undefined && next.start < end ? period.end : end;
      const isNaked = behind.trim().length <= 1 || own === period.end || calls.campaign.test(behind);
      if (isNaked) return [{ span: { start: start + call.index, end: own }, period }];
    }
    if (calls.launch.test(before) && calls.campaign.test(behind)) return [{ span: { start, end }, period }];
    return [];
  });
}

function lastMark(text: string, from: number, to: number, mark: RegExp): number {
  for (let at = to - 1; at >= from; at -= 1) if (mark.test(text.charAt(at))) return skipBlanks(text, at + 1, to);
  return skipBlanks(text, from, to);
}

function nextMark(text: string, from: number, to: number, mark: RegExp): number {
  for (let at = from; at < to; at += 1) if (mark.test(text.charAt(at))) return at;
  return to;
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
