/** What the server says when it starts, to whoever started it. */
export const setup = {
  started: '督办已启动：{{url}}',
  api: '接口文档：{{url}}',
  demo: '演示模式：账号公开，业务时间可以拨快，请勿录入真实事项。正式使用请设 DUBAN_MODE=production。',
  production: '正式模式。',
  signIns: '演示账号：',
  data: '数据在 {{place}}',
  email: '邮件经 {{server}} 发出',
  noEmail: '没有设置 SMTP_URL，不发邮件；提醒只进站内信。',
  held: '数据恢复之后，暂不向外发送消息；请审计员决定哪些已经发过。',
  sealsInside: '没有设置 SEAL_FILE 或 SEAL_URL，签封只存在数据目录里，防不住数据库的所有者。',
  stop: '按 Ctrl-C 停止。',
  link: '还没有账号。请在 24 小时内打开这个链接建立系统、安全、审计三个管理员账号，链接只能用一次：',
  linkAgain: '链接过期或丢失时，重新启动即得新链接。',
};
