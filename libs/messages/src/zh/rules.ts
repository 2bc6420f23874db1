/** Names of the reminder rules, as people see them beside an alert. */
export const rules = {
  'due-7d': '到期前 7 天',
  'due-3wd': '到期前 3 个工作日',
  'due-1wd': '到期前 1 个工作日',
  'due-day': '到期当日',
  late: '逾期后每个工作日',
  'late-office': '逾期后每个工作日，报督查室',
  'sign-for': '逾期未签收，每个工作日',
  'message-dead': '消息未能送达',
};
