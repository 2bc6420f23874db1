import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DestinationChannel } from '../../apps/server/src/delivery/channel.ts';
import { dingtalk } from '../../apps/server/src/delivery/dingtalk.ts';
import { feishu } from '../../apps/server/src/delivery/feishu.ts';
import { type RobotKind, robot } from '../../apps/server/src/delivery/robot.ts';
import { wecom } from '../../apps/server/src/delivery/wecom.ts';
import { FarSide, type Received, says } from './support/far-side.ts';
import { failureOf, message } from './support/messages.ts';

const SECRET = 'SECa1b2c3';
const WITHIN_MS = 3_600_000;

let farSide: FarSide;
beforeEach(async () => {
  farSide = await FarSide.start();
});
afterEach(() => farSide.stop());

const of = (kind: RobotKind): DestinationChannel =>
  robot(kind, { privateOrigins: new Set([farSide.origin]), publicUrl: 'https://duban.example' });
const at = (path: string, secrets: string[] = []) => ({ id: 'd', address: farSide.origin + path, secrets });
const sentOnce = (): Received => {
  expect(farSide.received).toHaveLength(1);
  return farSide.received[0] as Received;
};

describe('a robot of WeCom', () => {
  const destination = () => at('/cgi-bin/webhook/send?key=k-1');

  it('is told in one message of Markdown of all that is due', async () => {
    await of(wecom).send(message(3), destination());
    const { url, body, headers } = sentOnce();
    expect(`${url.pathname}${url.search}`).toBe('/cgi-bin/webhook/send?key=k-1');
    expect(headers['content-type']).toContain('application/json');
    const { msgtype, markdown } = JSON.parse(body);
    expect(msgtype).toBe('markdown');
    expect(markdown.content).toMatch(/^\*\*督办提醒（3 项）\*\*\n\n督〔2022〕1号-01 修好南渠\n剩 7 天/);
    expect(markdown.content).toContain('督〔2022〕3号-01');
    expect(markdown.content).toContain('https://duban.example');
  });

  it('gets no more than it takes: the most urgent, and how many more there are', async () => {
    await of(wecom).send(message(200), destination());
    const { content } = JSON.parse(sentOnce().body).markdown;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096);
    const shown = content.match(/修好南渠/g).length;
    expect(content).toContain(`另有 ${200 - shown} 项`);
  });

  it('does not read words of a readout as markup or mentions', async () => {
    const [reminder] = message().reminders;
    if (!reminder) throw new Error('no reminder');
    const about = { ...reminder.about, title: '<@all> **看** [链接](https://evil.example)' };
    await of(wecom).send(message(1, { reminders: [{ ...reminder, about }] }), destination());
    const { content } = JSON.parse(sentOnce().body).markdown;
    expect(content).not.toMatch(/<@all>|\*\*看|\[链接\]/);
  });

  it.each([
    [45009, 'rate-limited', false],
    [93000, 'robot-refused', true],
    [-1, 'robot-refused', false],
  ])('that answers %i: %s', async (errcode, failure, final) => {
    farSide.answer = says({ errcode, errmsg: 'its own words' });
    const failed = await failureOf(of(wecom).send(message(), destination()));
    expect(failed).toMatchObject({ failure, final, detail: `${errcode} its own words` });
  });

  it('lives at its maker’s, or where the deployment lists', () => {
    const elsewhere = robot(wecom, { privateOrigins: new Set(), publicUrl: null });
    elsewhere.check('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k');
    expect(() => elsewhere.check('https://evil.example/cgi-bin/webhook/send?key=k')).toThrow('address-forbidden');
    expect(() => elsewhere.check(farSide.origin)).toThrow('address-forbidden');
  });
});

describe('a robot of DingTalk', () => {
  it('gets a request that is signed with its secret, as its documents say', async () => {
    farSide.answer = ({ url: { searchParams } }, response) => {
      const timestamp = searchParams.get('timestamp') ?? '';
      const expected = createHmac('sha256', SECRET).update(`${timestamp}\n${SECRET}`).digest('base64');
      const isGood = searchParams.get('sign') === expected && Math.abs(Number(timestamp) - Date.now()) < WITHIN_MS;
      says(isGood ? { errcode: 0, errmsg: 'ok' } : { errcode: 310000, errmsg: 'sign not match' })(sentOnce(), response);
    };
    await of(dingtalk).send(message(2), at('/robot/send?access_token=t', [SECRET]));
    const { url, body } = sentOnce();
    expect(url.searchParams.get('access_token')).toBe('t');
    expect(JSON.parse(body)).toMatchObject({ msgtype: 'markdown', markdown: { title: '督办提醒（2 项）' } });

    farSide.received.length = 0;
    const failed = await failureOf(of(dingtalk).send(message(), at('/robot/send?access_token=t', ['another'])));
    expect(failed).toMatchObject({ failure: 'robot-refused', final: true, detail: '310000 sign not match' });
  });

  it('that throttles is left alone for its ten minutes', async () => {
    farSide.answer = says({ errcode: 130101, errmsg: 'send too fast' });
    const failed = await failureOf(of(dingtalk).send(message(), at('/robot/send?access_token=t')));
    expect(failed).toMatchObject({ failure: 'rate-limited', retryAfterMs: 600_000, final: false });
  });
});

describe('a robot of Feishu', () => {
  it('gets a body that is signed with its secret, as its documents say', async () => {
    farSide.answer = ({ body }, response) => {
      const { timestamp, sign } = JSON.parse(body);
      const expected = createHmac('sha256', `${timestamp}\n${SECRET}`).digest('base64');
      const isGood = sign === expected && Math.abs(Number(timestamp) * 1000 - Date.now()) < WITHIN_MS;
      says(isGood ? { code: 0, msg: 'success' } : { code: 19021, msg: 'sign match fail' })(sentOnce(), response);
    };
    await of(feishu).send(message(1, { language: 'en' }), at('/open-apis/bot/v2/hook/h', [SECRET]));
    const { msg_type, content } = JSON.parse(sentOnce().body);
    expect(msg_type).toBe('text');
    expect(content.text).toMatch(/^Duban reminders \(1\)\n\n/);

    farSide.received.length = 0;
    const failed = await failureOf(of(feishu).send(message(), at('/open-apis/bot/v2/hook/h', ['another'])));
    expect(failed).toMatchObject({ failure: 'robot-refused', final: true });
  });

  it('may answer in the words of its older version', async () => {
    farSide.answer = says({ StatusCode: 0, StatusMessage: 'success' });
    await of(feishu).send(message(), at('/open-apis/bot/v2/hook/h'));
  });
});

describe('any robot', () => {
  it('whose answer is no answer has not taken the message, as far as we know', async () => {
    farSide.answer = (_, response) => response.end('<html>gateway</html>');
    expect((await failureOf(of(wecom).send(message(), at('/')))).failure).toBe('answer-refused');
    farSide.answer = says({}, 502);
    expect(await failureOf(of(wecom).send(message(), at('/')))).toMatchObject({
      failure: 'answer-refused',
      detail: 'HTTP 502',
    });
    farSide.answer = says({ unknown: true });
    expect((await failureOf(of(wecom).send(message(), at('/')))).failure).toBe('robot-refused');
  });
});
