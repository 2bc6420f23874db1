import { anyOf } from './patterns.ts';

/** What a column of a table, or a label before a colon, holds. */
export type Role = 'task' | 'lead' | 'co' | 'due' | 'person' | 'number' | 'other';

const en = (words: string) => words.replaceAll('_', '\\s');

/** The names of columns and labels, whole and folded; the first that fits tells the role. */
export const COLUMN_NAMES: readonly (readonly [Role, RegExp])[] = (
  [
    [
      'number',
      '序号 编号 文号 项号 no\\.? # ref\\.? reference item_no\\.? item_number report_number motion\\/_?resolution(?:_number)? number',
    ],
    [
      'other',
      '会议日期 会议时间 交办时间 交办日期 开始时间 启动时间 meeting_date date_raised date_opened date_added date start_date',
    ],
    [
      'co',
      '配合单位 协办单位 配合部门 参与单位 协同单位 协助单位 配合责任单位 责任配合单位 参加单位 协办部门 support(?:ing)?(?:_agenc(?:y|ies)|_departments?|_units?)? partners? in_consultation_with co-?units?',
    ],
    [
      'person',
      '责任领导 责任人 牵头领导 联系人 分管领导 包抓领导 市级领导 县级领导 区级领导 包联领导 主管领导 具体责任人',
    ],
    [
      'lead',
      '牵头单位 牵头部门 牵头责任单位 责任单位 责任部门 主办单位 承办单位 落实单位 主责单位 牵头科室 责任科室 责任主体 牵头 承办部门 主办部门 责任单位及责任人 牵头(?:\\(责任\\)|\\/责任)单位 lead lead_(?:agency|department|unit|officer|body) owner responsible responsible_(?:department|officer|party|unit|agency|person|body) responsibility assigned_to assigned assignee for_action action_officer action_owner action_by by_whom who staff_lead department clt_member\\/_?executive_director',
    ],
    [
      'due',
      '完成时限 完成时间 办理时限 时限要求 完成期限 时间节点 时间要求 整改时限 办结时限 截止时间 时限 期限 完成日期 完成节点 计划完成时间 要求完成时间 办结时间 due due_date deadline target_date target_completion(?:_date)? timeline timeframe timescale by_when when completion_date estimated_completion(?:_date)?',
    ],
    [
      'other',
      '进展 进展情况 落实情况 状态 备注 完成情况 办理情况 工作进展 办理结果 status progress notes? remarks comments? update outcome 任务来源 来源 类别 事项类别 来源文件 目标值 topic category background',
    ],
    [
      'task',
      '工作任务 具体任务 重点任务 主要任务 督办事项 议定事项 工作内容 具体措施 工作措施 任务内容 目标任务 重点工作 工作事项 任务事项 整改措施 任务分解 分解任务 任务 事项 措施 内容 工作要求 交办事项 任务要求 具体内容 主要内容 建设内容 实施内容 重点工作任务 工作任务内容 具体工作 actions? action_items? tasks? directives? recommendations? motions? decisions? commitments? deliverables? items? action_required required_action council_direction',
    ],
  ] as const
).map(([role, names]) => [role, new RegExp(`^${anyOf(en(names))}$`, 'i')]);

/** What other names of columns turn on; the first that fits tells the role. */
const COLUMN_KINDS: readonly (readonly [Role, RegExp])[] = [
  ['other', /情况|进展|状态|备注|结果|来源|类别|投资|资金|目标值|(?:会议|交办|开始|启动|印发|下达)(?:时间|日期)$/],
  ['co', /(?:配合|协办|协助|协同|参与|参加|支持).{0,6}(?:单位|部门|科室|处室|机构)$/],
  ['person', /(?:领导|责任人|负责人|联系人|联络员|组长)$/],
  ['lead', /(?:牵头|责任|主办|承办|落实|实施|主责|负责|主管|整改).{0,6}(?:单位|部门|科室|处室|主体|机构)$/],
  ['due', /时限|期限|截止|节点|(?:完成|办结|整改|要求).{0,2}(?:时间|日期)$/],
  ['task', /(?:任务|事项|项目|措施|内容|要点|要求|工作)$/],
  ['other', /^(?:meeting|opened|raised|added|start)\b|\b(?:raised|opened|added)$/i],
  ['due', /^(?:due|deadline|target date|completion date|report back)\b|\b(?:due(?: date)?|deadline|by when)$/i],
  ['co', /^(?:support|supporting|partner|consult|with)\b|\bpartners?$/i],
  ['lead', /^(?:assigned|responsible|lead|owner|owned)\b|\b(?:responsible|lead|owner|assignee)$/i],
  ['other', /^(?:status|progress|notes?|comments?|update)\b|\b(?:status|progress|notes|comments|update)$/i],
  [
    'task',
    /\b(?:actions?|tasks?|directions?|directives?|requests?|decisions?|instructions?|recommendations?|resolutions?|motions?|measures?|items?|commitments?|deliverables?|undertakings?)$/i,
  ],
];

/** The role that a name of a column gives, null when it names none. */
export function columnRoleOf(folded: string): Role | null {
  const name = folded.replace(/[*_:]/g, '').replace(/\s+/g, ' ').trim();
  const compact = /[\u4e00-\u9fff]/.test(name) ? name.replace(/\s/g, '') : name;
  if (compact === '' || compact.length > 30) return null;
  return roleOf(folded) ?? COLUMN_KINDS.find(([, pattern]) => pattern.test(compact))?.[0] ?? null;
}

/** The role that a name of a column or a label gives, null when it is none of those known. */
export function roleOf(folded: string): Role | null {
  const name = folded.replace(/[*_:]/g, '').replace(/\s+/g, ' ').trim();
  const compact = /[\u4e00-\u9fff]/.test(name) ? name.replace(/\s/g, '') : name;
  if (compact === '' || compact.length > 40) return null;
  return COLUMN_NAMES.find(([, pattern]) => pattern.test(compact))?.[0] ?? null;
}
