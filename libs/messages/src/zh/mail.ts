/** Reminders by e-mail, and the same sentences in the inbox. */
export const mail = {
  subject: '督办提醒（{{count}} 项）：{{first}}',
  greeting: '{{name}}：',
  intro: '{{today}}，请留意以下事项：',
  item: '{{number}} {{title}}',
  withheld: '{{number}}（敏感事项，内容请登录后查看）',
  standing: {
    left: '剩 {{days}} 天，{{date}}到期',
    today: '今天到期（{{date}}）',
    late: '逾期 {{days}} 天，{{date}}到期',
    standing: '长期事项',
    'sign-for': '应于 {{date}}前签收，尚未签收',
    unreported: '交办以来尚未反馈',
    slip: '督办单 {{number}} 须于 {{date}} 前答复',
    report: '{{period}} 的反馈应于 {{date}} 前报送',
    'report-late': '{{period}} 的反馈应于 {{date}} 前报送，尚未收到',
  },
  standIn: {
    head: '本岗位无人可收，转报单位负责人',
    office: '本岗位无人可收，转报督查室',
  },
  rule: '规则：{{rule}}',
  inbox: '在系统中查看：{{url}}',
  footer: '本邮件由督办系统自动发出。同样的提醒已在站内信中。',
  repeat: '因发送中断，本邮件可能重复收到。',
  dead: {
    subject: '消息未能送达：{{person}}',
    body: '通过$t(terms.channel.{{channel}})发给 {{person}} 的 {{count}} 项提醒（{{numbers}}）在 {{attempts}} 次尝试后仍未送达：{{error}}。站内信不受影响；请核对地址，之后可以重发。',
  },
};
