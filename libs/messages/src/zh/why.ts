/** Why an alert was sent, in a sentence. */
export const why = {
  step: '按提醒规则“{{ladder}}”（第 {{version}} 版）中的“{{rule}}”发出：{{date}}。',
  slip: '签发了督办单 {{number}}，须于 {{date}} 前答复，因此提醒牵头单位。',
  unknown: '按规则“{{rule}}”发出，定于 {{day}}；当时未记录规则的版本。',
  from: {
    deadline: '期限 {{date}}',
    'sign-by': '签收期限 {{date}}',
    assignment: '交办之日 {{date}}',
    report: '{{period}} 反馈期限 {{date}}',
  },
  offset: {
    same: '{{from}}，当日',
    days: { before: '{{from}}之前 {{count}} 天', after: '{{from}}之后 {{count}} 天' },
    workingDays: { before: '{{from}}之前 {{count}} 个工作日', after: '{{from}}之后 {{count}} 个工作日' },
    months: { before: '{{from}}之前 {{count}} 个月', after: '{{from}}之后 {{count}} 个月' },
  },
  day: '{{offset}}，即 {{day}}',
  rolled: '{{offset}}，遇休息日，调整为 {{day}}',
  repeated: '{{offset}}起每 {{every}} 个工作日一次，这一次是 {{day}}',
};
