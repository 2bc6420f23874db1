import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docx } from '../documents/support/docx.ts';
import { zip } from '../documents/support/zip.ts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

let office: Office;
const tried: Record<string, number> = {};
beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office.close();
  process.stdout.write(`attacked with too much: ${JSON.stringify(tried)}\n`);
});
const count = (what: string, inputs: number) => {
  tried[what] = (tried[what] ?? 0) + inputs;
};

describe('a file made to be too much', () => {
  it('is refused, and the server goes on', async () => {
    const zeros = Buffer.alloc(5_000_000);
    const bombs: [string, Buffer][] = [
      ['packed.docx', docx(['会议'], [{ name: 'word/a.bin', content: zeros }])],
      ['lying.docx', docx(['会议'], [{ name: 'word/a.bin', content: Buffer.alloc(30_000_000), saidSize: 10 }])],
      ['many.docx', zip(Array.from({ length: 2001 }, (_, i) => ({ name: `${i}`, content: '' })))],
      ['paths.docx', zip([{ name: '../../../etc/cron.d/x', content: 'x' }])],
      [
        'doctype.docx',
        docx(['会议'], [{ name: 'word/document.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }]),
      ],
    ];
    for (const [name, bytes] of bombs) {
      const answer = await upload(office.clerk, name, bytes);
      expect(answer.status, `${name}: ${answer.text}`).toBeGreaterThanOrEqual(400);
      expect(answer.status, `${name}: ${answer.text}`).toBeLessThan(500);
    }
    count('zip bombs', bombs.length);
    expect((await office.clerk.get('/health/ready')).status).toBe(200);
  });

  it('as a text is read in bounded time: no expression of ours runs away', async () => {
    const runs = ['会议', '天、', '（', '1.', '一、', ' ', '\t', '督办', '2022年', '前', '“', '-', '.'].map((part) =>
      part.repeat(Math.floor(20_000 / part.length)),
    );
    for (const text of runs) {
      const answer = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
      expect(answer.status, text.slice(0, 4)).toBeLessThan(500);
    }
    count('ReDoS', runs.length);
  });

  it('as a body is refused by its size, also when it does not say how large it is', async () => {
    const sizes = [9_000_000, 30_000_000];
    for (const size of sizes) {
      const sent = office.clerk.post('/api/v1/tokens', `{"name":"${'x'.repeat(size)}"}`).then(
        ({ status }) => status,
        () => 413, // cut off while it was still sending
      );
      expect(await sent).toBe(413);
    }
    const long = await office.app.stranger.get(`/api/v1/status?x=${'y'.repeat(30_000)}`).then(
      ({ status }) => status,
      () => 431,
    );
    expect(long).toBe(431);
    count('oversized', sizes.length + 1);
  });
});

describe('who sends a request drop by drop', () => {
  it('is cut off, and keeps nobody else waiting', async () => {
    const { port, hostname } = new URL(office.app.server.url);
    const slow: Socket[] = [];
    let closed = 0;
    for (let i = 0; i < 200; i++) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        closed++;
      });
      socket.write('POST /api/v1/session HTTP/1.1\r\nHost: x\r\n');
      slow.push(socket);
    }
    const dripping = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write('X-A: b\r\n');
    }, 1_000);
    try {
      expect((await office.clerk.get('/api/v1/tasks')).status).toBe(200);
      await until(() => closed === slow.length, { withinMs: 120_000, what: 'all who drip are cut off' });
    } finally {
      clearInterval(dripping);
      for (const socket of slow) socket.destroy();
    }
    count('slow-loris', slow.length);
    expect((await office.clerk.get('/api/v1/tasks')).status).toBe(200);
  });
});

async function upload(client: Client, name: string, bytes: Buffer) {
  const form = new FormData();
  form.set('meetingDate', office.today);
  form.set('file', new File([new Uint8Array(bytes)], name));
  const sent = new Response(form);
  const headers = { 'content-type': sent.headers.get('content-type') ?? '' };
  return client.post('/api/v1/readouts', new Uint8Array(await sent.arrayBuffer()), { headers });
}
