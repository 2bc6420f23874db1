import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { LiveChange } from '#libs/contracts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

/** An open stream; `text` is all that came so far. */
async function open(who: Client, headers: Record<string, string> = {}, query = '') {
  const response = await who.stream(`/api/v1/stream${query}`, headers);
  const stream = { headers: response.headers, status: response.status, text: '', over: false };
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => reader?.cancel().catch(() => undefined));
  void (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) stream.text += part.value;
    stream.over = true;
  })();
  return stream;
}

const messages = ({ text }: { text: string }) =>
  text.split('\n\n').flatMap((block) => {
    const field = (name: string) =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const data = field('data');
    return data === undefined ? [] : { id: field('id'), data: LiveChange.parse(JSON.parse(data)) };
  });

describe('the stream of changes', () => {
  it('may not be buffered, cached or rewritten on its way', async () => {
    const { status, headers } = await open(office.clerk);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(headers.get('cache-control')).toContain('no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
  });

  it('has positions for ids and goes on after the last one that was heard', async () => {
    const first = await open(office.clerk, { 'last-event-id': '0' });
    const task = await office.task({ signedFor: true });
    await until(() => messages(first).some(({ data }) => data.type === 'TaskSignedFor' && data.id === task.id));
    const heard = messages(first);
    expect(heard.every(({ id, data }) => id === String(data.position))).toBe(true);
    const middle = heard[Math.floor(heard.length / 2)];
    const second = await open(office.clerk, { 'last-event-id': middle?.id ?? '' });
    const rest = heard.filter(({ data }) => data.position > (middle?.data.position ?? 0));
    await until(() => messages(second).length >= rest.length);
    expect(messages(second)).toEqual(rest);
    const third = await open(office.clerk, {}, `?after=${middle?.id}`);
    await until(() => messages(third).length >= rest.length);
    expect(messages(third)).toEqual(rest);
    expect((await office.clerk.get('/api/v1/stream?after=soon')).outcome).toBe('400 request.invalid');
  });

  it('is not for strangers', async () => {
    expect((await office.app.stranger.get('/api/v1/stream')).outcome).toBe('401 session.missing');
  });

  it('shows that it is alive, and ends when the session does; being open does not keep a session alive', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const stream = await open(office.leader, { 'last-event-id': '0' });
    const idleFor = (minutes: number) =>
      office.app.sql(
        `UPDATE session SET seen_at = seen_at - $1 * interval '1 minute'
         WHERE person_id = (SELECT person_id FROM account WHERE username = 'leader')`,
        [minutes],
      );
    await until(() => messages(stream).length > 0);
    await idleFor(20);
    await vi.advanceTimersByTimeAsync(4_000);
    await until(() => stream.text.includes(': alive'));
    expect(stream.over).toBe(false);
    await idleFor(11);
    await vi.advanceTimersByTimeAsync(4_000);
    await until(() => stream.over);
  });
});

describe('a server with an open stream', () => {
  it('stops', async () => {
    const office = await Office.open();
    const stream = await open(office.clerk);
    await office.close();
    await until(() => stream.over);
  });
});
