import { createHmac } from 'node:crypto';
import type { RobotKind } from './robot.ts';

/** A group robot of DingTalk (钉钉). With a secret (加签) each request is signed; the signature is good for an hour. */
export const dingtalk: RobotKind = {
  name: 'dingtalk',
  hosts: ['oapi.dingtalk.com'],
  secret: 'given',
  longestBytes: 18_000, // of 20,000
  request({ title, lines }, address, secret, now) {
    const url = new URL(address);
    if (secret !== null) {
      const timestamp = String(now.getTime());
      url.searchParams.set('timestamp', timestamp);
      url.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
    }
    const text = [`#### ${title}`, ...lines].join('\n\n');
    return { url, body: { msgtype: 'markdown', markdown: { title, text } } };
  },
  answer: ({ errcode, errmsg }) => ({ code: Number(errcode), words: String(errmsg) }),
  meaning: {
    130101: { failure: 'rate-limited', retryAfterMs: 600_000 }, // throttled for ten minutes
    410100: { failure: 'rate-limited', retryAfterMs: 600_000 },
    300001: { failure: 'robot-refused', final: true }, // the token does not exist
    310000: { failure: 'robot-refused', final: true }, // signature, keyword or address of ours is not accepted
    400101: { failure: 'robot-refused', final: true }, // the token does not exist
    400102: { failure: 'robot-refused', final: true }, // switched off
  },
};
