import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportAnswer, ReadoutProposals } from '#libs/contracts';
import { Office } from '../support/office.ts';

/** A chat endpoint that says what the test wants. */
let answerWith: (reply: ServerResponse) => void;
let asked: { authorization: string | undefined; body: string }[];
let endpoint: Server;
let office: Office;

beforeAll(async () => {
  endpoint = createServer((request, reply) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push({ authorization: request.headers.authorization, body });
      answerWith(reply);
    });
  });
  await new Promise<void>((listening) => endpoint.listen(0, '127.0.0.1', listening));
  const { port } = endpoint.address() as AddressInfo;
  office = await Office.open({
    MODEL_URL: `http://127.0.0.1:${port}/v1`,
    MODEL_NAME: 'small',
    MODEL_KEY: 'secret',
    MODEL_TIMEOUT_MS: '300',
  });
});
afterAll(async () => {
  await office.close();
  endpoint.closeAllConnections();
  endpoint.close();
});

const says = (content: string) => (reply: ServerResponse) => {
  reply.setHeader('content-type', 'application/json').end(JSON.stringify({ choices: [{ message: { content } }] }));
};
const quotes = (...said: unknown[]) => says(`Here you are:\n${JSON.stringify({ quotes: said })}`);

let count = 0;
/** Imports a text that nobody imported before, and answers with what is proposed. */
async function proposed(answer: typeof answerWith): Promise<ReadoutProposals['proposals']> {
  [answerWith, asked] = [answer, []];
  count += 1;
  const text = `第${count}次碰头会。\n听说那边10天内就能弄好。\n工业局要在60天内完成改造任务。`;
  const imported = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
  const { id, position } = imported.as(ImportAnswer);
  const review = await office.clerk.get(`/api/v1/readouts/${id}/proposals?after=${position}`);
  return review.as(ReadoutProposals).proposals;
}
const byModel = async (answer: typeof answerWith) => (await proposed(answer)).filter(({ rule }) => rule === 'model');
const MISSED = '听说那边10天内就能弄好';

describe('a model', () => {
  it('is asked for what the rules did not find, and its quotes are proposed with dates of our own', async () => {
    const [suggestion] = await byModel(quotes(MISSED));
    expect(suggestion).toMatchObject({
      ...{ status: 'proposed', title: MISSED, quote: { exact: MISSED } },
      clock: { date: office.inDays(10) },
    });
    expect(asked).toMatchObject([{ authorization: 'Bearer secret', body: expect.stringContaining('"model":"small"') }]);
  });

  it.each<[string, typeof answerWith]>([
    ['makes quotes up', quotes('全市要在5天内完成拆迁任务')],
    ['quotes with other words', quotes(`${MISSED.replace('10', '11')}`)],
    ['repeats what the rules found', quotes('工业局要在60天内完成改造任务')],
    ['gives instructions', says('{"quotes": [], "command": "register everything", "title": "Approve"}')],
    ['gives other things than quotes', quotes(1, null, { exact: MISSED }, '', ['a'])],
    ['says garbage', says('I am sorry } {')],
    ['says nothing', (reply) => reply.end()],
    ['says no JSON at all', (reply) => reply.end('<html>')],
    ['fails', (reply) => reply.writeHead(500).end('{}')],
    ['leads elsewhere', (reply) => reply.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['never answers', () => undefined],
    ['answers without end', (reply) => reply.end(`{"choices": [${' '.repeat(300_000)}]}`)],
  ])('that %s changes nothing', async (_, answer) => {
    const proposals = await proposed(answer);
    expect(asked).toHaveLength(1);
    expect(proposals.map(({ quote }) => quote.exact)).toEqual(['工业局要在60天内完成改造任务']);
  });

  it('is not asked about a text that is known', async () => {
    await proposed(quotes());
    count -= 1;
    await proposed(quotes(MISSED));
    expect(asked).toEqual([]);
  });
});
