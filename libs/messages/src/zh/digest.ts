/** What is said to a group: by a robot, all reminders of a morning in one message. */
export const digest = {
  title: '督办提醒（{{count}} 项）',
  ping: '督办系统测试消息，收到即表示配置无误',
  more: '另有 {{count}} 项，请在系统中查看。',
  repeat: '因发送中断，本消息可能重复收到。',
};
