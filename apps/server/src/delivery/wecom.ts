import type { RobotKind } from './robot.ts';

/** A group robot of WeCom (企业微信): the key in its address is all that it asks for. */
export const wecom: RobotKind = {
  name: 'wecom',
  hosts: ['qyapi.weixin.qq.com'],
  secret: 'none',
  longestBytes: 4000, // of 4096
  request: ({ title, lines }, url) => ({
    url,
    body: { msgtype: 'markdown', markdown: { content: [`**${title}**`, ...lines].join('\n\n') } },
  }),
  answer: ({ errcode, errmsg }) => ({ code: Number(errcode), words: String(errmsg) }),
  meaning: {
    45009: { failure: 'rate-limited', retryAfterMs: 60_000 },
    93000: { failure: 'robot-refused', final: true }, // the key is unknown, or the robot was removed
  },
};
