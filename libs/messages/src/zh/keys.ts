/** `duban keys`: what addresses and secrets are encrypted with. */
export const keys = {
  usage: '请写明操作：duban keys list、duban keys rotate 或 duban keys give-up',
  listed: '{{id}}  {{records}} 条  {{state}}',
  current: '现用',
  earlier: '以前的，仅用于读取',
  missing: '本部署没有这把密钥',
  newKey: '新密钥 {{id}} 已写在 {{file}} 的首行。',
  goingOn: '接着完成先前的轮换，密钥为 {{id}}。',
  rotated: '{{records}} 条记录现由密钥 {{id}} 加密。',
  kept: '以前的密钥仍留在文件中，用于读取更早的备份；请把该文件另行妥善保存，不要与备份放在一起，并复制到各台服务器。',
  unreadable: '{{unreadable}} 条记录用现有的密钥都读不了，未作改动。请补上缺少的密钥，或运行 duban keys give-up。',
  givenUp: '已清除 {{given}} 条无法解密的内容；请相关人员重新填写邮箱、去处、浏览器通知和动态口令。',
  noNewKey:
    '密钥由 SECRETS_KEY 给出，其中没有新的密钥。请用 openssl rand -base64 32 生成一把，写在 SECRETS_KEY 最前面并以逗号隔开，重启各服务器，再运行本命令。',
};
