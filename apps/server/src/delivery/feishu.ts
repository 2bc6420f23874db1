import { createHmac } from 'node:crypto';
import type { RobotKind } from './robot.ts';

/** A group robot of Feishu (飞书) or Lark. Its signature is keyed by time and secret and covers nothing else. */
export const feishu: RobotKind = {
  name: 'feishu',
  hosts: ['open.feishu.cn', 'open.larksuite.com'],
  secret: 'given',
  longestBytes: 18_000, // of 20 KB
  request({ title, lines }, url, secret, now) {
    const body = { msg_type: 'text', content: { text: [title, ...lines].join('\n\n') } };
    if (secret === null) return { url, body };
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
    return { url, body: { timestamp, sign, ...body } };
  },
  answer: ({ code, StatusCode, msg, StatusMessage }) => ({
    code: Number(code ?? StatusCode),
    words: String(msg ?? StatusMessage),
  }),
  meaning: {
    11232: { failure: 'rate-limited', retryAfterMs: 60_000 },
    19001: { failure: 'robot-refused', final: true }, // the address is not a robot's any more
    19021: { failure: 'robot-refused', final: true }, // signature
    19022: { failure: 'robot-refused', final: true }, // our address is not on its list
    19024: { failure: 'robot-refused', final: true }, // its keyword is missing
  },
};
