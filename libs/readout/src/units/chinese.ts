import type { Span } from '../span.ts';
import { isActionAt } from '../words/zh/actions.ts';
import { BEHIND_UNIT, isUnitName, NO_NAME } from '../words/zh/units.ts';

/** Who leads and who joins in, as spans of the text; several leads may stand in one span, in their order. */
export interface Parties {
  readonly lead: Span | null;
  readonly co: readonly Span[];
}

export const NOBODY: Parties = { lead: null, co: [] };

const LONGEST_LIST = 120;

/**
 * The units that a stretch of folded text begins with, when they are told to do something; `end` is where the telling
 * begins. `isKnown` says which names the deployment has besides, `clocks` where in the text times stand.
 */
export function subjectOf(text: string, isKnown: (name: string) => boolean, clocks: readonly Span[] = []): Span | null {
  const lead = text.slice(0, openingOf(text));
  const asked = /[请由]$|责成$|要求$|[督敦]促$|指示$|吩咐$|叮嘱$/.test(lead);
  const rest = text.slice(lead.length, lead.length + LONGEST_LIST);
  const beginsClock = (at: number) => clocks.some(({ start }) => start === lead.length + at);
  // A time is no part of a name.
  const isTimed = (from: number, to: number) =>
    clocks.some(({ start, end }) => start < lead.length + to && end > lead.length + from);
  let best = 0;
  for (let at = 2; at <= rest.length; at += 1) {
    if (/[。;:!?“”《》]/.test(rest.charAt(at - 1)) || (best > 0 && at > best + LONGEST_TAIL)) break;
    const next = rest.charAt(at);
    const isEnd = asked && (next === '' || next === ',' || next === '。');
    if (!isActionAt(rest, at) && !isEnd && !beginsClock(at) && !BEHIND_UNIT.test(rest.slice(at, at + 8))) continue;
    const names = rest.slice(0, at);
    if (!/[、,和及与(]$/.test(names) && !isTimed(0, at) && areUnits(names, isKnown)) best = at;
  }
  if (best === 0 && asked) best = plainUnit(rest, isKnown);
  if (best === 0 && clocks.length > 0) {
    const office = officeBefore(rest, isKnown);
    if (!isTimed(0, office)) best = office;
  }
  return best === 0 ? null : { start: lead.length, end: lead.length + best };
}

/** How long the unit is that stands in front, whatever follows it; 0 when its end cannot be told. */
function plainUnit(rest: string, isKnown: (name: string) => boolean): number {
  let found = 0;
  for (let at = 3; at <= Math.min(rest.length, LONGEST_NAME); at += 1) {
    if (/[,。;:]/.test(rest.charAt(at - 1)) || (found > 0 && at > found + LONGEST_TAIL)) break;
    if (ENDS_PLAINLY.test(rest.slice(0, at)) && areUnits(rest.slice(0, at), isKnown)) found = at;
  }
  return found;
}

/** How long the office is that stands in front of a verb of any kind, in words that set a time; 0 when none does. */
function officeBefore(rest: string, isKnown: (name: string) => boolean): number {
  const name = OFFICE.exec(rest)?.[0] ?? '';
  return name !== '' && areUnits(name, isKnown) ? name.length : 0;
}

const OFFICE =
  /^[\u4e00-\u9fff]{1,10}?(?:局|委|厅|署|街道|公司|专班|指挥部|政府|管委会|教务处|总务处|后勤处)(?=[\u4e00-\u9fff]{3})(?![的和与及等]|[\u4e00-\u9fff]{0,6}(?:项目|工程|改造|建设|大楼|扩建|迁建|新建|宿舍|下属|所属|系统|机关|班子|干部|职工|员会|领导))/;
const LONGEST_NAME = 24;
const ENDS_PLAINLY =
  /(?:局|委|办|厅|院|中心|公司|室|部门|单位|政府|处|站|集团|银行|课|科|队|署|专班|指挥部|街道|镇|乡|府)$/;

const ASKING =
  /^(?:(?:[^,。:;要须应将]|应[急对用届]|重要|主要){0,24}?(?:(?<![提报申邀呈恳聘烦提])请(?!示|假|求|教|愿|审|批)|责成|由(?=[市县区省州乡镇各]|[\u4e00-\u9fff]{1,8}(?:局|委|办|室|部|中心|课|科)))|(?:[\u4e00-\u9fff]{0,4}(?:主席|主任委员|召集人|[市县区镇省州]长|书记|主任|会议))?(?:并|亦|则|当场|现场|再次)?(?:要求|督促|指示|促请|敦促|责成|吩咐|叮嘱))/;
const OPENING =
  /^(?:由|请|责成|要求|督促|指导|授权|委托|明确由|同意由|会议决定由|决定由|并由|其中,?由?|[一二三四五六七八九]是由?|对此,|下一步,|同时,|此外,|另外,|会后,?)/;

/** How many characters stand before the unit that is asked or named. */
function openingOf(text: string): number {
  let length = ASKING.exec(text)?.[0].length ?? 0;
  for (let round = 0; round < 3; round += 1) length += OPENING.exec(text.slice(length, length + 12))?.[0].length ?? 0;
  return length;
}

/** The name of a unit may begin with that of another: 县委组织部. */
const LONGEST_TAIL = 6;

/** Whether a list of names, folded, is one of units throughout. */
export function areUnits(names: string, isKnown: (name: string) => boolean): boolean {
  // Of 各县(市、区) what the bracket says is no name of its own.
  const parts = namesIn(names.replace(/(?<=.)\([^()]{1,12}\)/g, ''));
  const open = /^(.{2,60})等(?:有关|相关)?(?:部门|单位|企业|方面|地)$/.exec(names)?.[1];
  if (open !== undefined && namesIn(open).every((name) => name.length <= 10 && !NO_NAME.test(name))) return true;
  return parts.length > 0 && parts.every((name) => isKnown(name) || isUnitName(name));
}

/** The names in a list of units. */
export function namesIn(list: string): readonly string[] {
  return list
    .split(/[、,;/]|(?<=[局委办厅部位门府县区会心])(?:和|及|与|以及)/)
    .map((name) => name.trim().replace(/^(?:和|及|与|以及|各)(?=.{2,}(?:局|委|办|厅))/, ''))
    .filter((name) => name !== '');
}

const LIST = '([\\u4e00-\\u9fff、()]{2,80}?)';
const SHARED = '(?:按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?|根据职责分工|分别|共同|具体|组织)?';
const LEADS = new RegExp(`(?:^|[,;(:。]|由)${LIST}(?:共同|联合)?牵头`);
const JOINS = new RegExp(`(?:^|[,;(:。]|由)${LIST}${SHARED}(?:配合|参与|协助|协同|参加|支持)`);
const ANSWERS = new RegExp(`(?:^|[,;(:。]|由)${LIST}${SHARED}(?:负责(?!人|同志|制|任|的)|承办|主办)`);
const TOGETHER = new RegExp(
  `(?:^|[,;(:。]|由)${LIST}(?:要|须|应|将|牵头)?会同${LIST}(?=[,。;)]|负责|按|对|于|制定|研究|提出|开展|抓紧|尽快|做好|组织|在|完成|加快|共同|编制|出台|$)`,
);

/** Who leads and who joins, from words such as `由市财政局牵头,市审计局配合` or `市住建局会同各区县`, folded. */
export function partiesIn(text: string, isKnown: (name: string) => boolean): Parties {
  const find = (pattern: RegExp, group = 1): Span | null => {
    const match = pattern.exec(text);
    const name = match?.[group];
    if (!match || name === undefined) return null;
    return unitTail(
      text,
      match.index + match[0].indexOf(name, group === 2 ? match[0].indexOf('会同') : 0),
      name,
      isKnown,
    );
  };
  const leads = find(LEADS);
  const joins = find(JOINS);
  const answers = find(ANSWERS);
  const together = find(TOGETHER);
  const partner = together ? find(TOGETHER, 2) : null;
  const lead = leads ?? together ?? answers;
  if (lead === null) return NOBODY;
  const others = [joins, partner, leads ? answers : null].filter((one) => one !== null);
  return { lead, co: others.filter((one) => one.start !== lead.start) };
}

/** The units that the words end in: `按程序由市财政局` ends in 市财政局. */
function unitTail(text: string, start: number, words: string, isKnown: (name: string) => boolean): Span | null {
  for (let skip = 0; skip < words.length - 1; skip += 1) {
    const isStart = skip === 0 || /[,、由请(]/.test(words.charAt(skip - 1));
    if (isStart && areUnits(words.slice(skip), isKnown)) return { start: start + skip, end: start + words.length };
  }
  return null;
}
