import { randomUUID } from 'node:crypto';
import { CreatedToken, ImportAnswer, IssueAnswer, Organisation, SystemStatus } from '#libs/contracts';
import { DEMO_ACCOUNTS } from '../../../apps/server/src/access/demo-organisation.ts';
import { Caller } from '../support/server.ts';

const TASKS_OF_A_DIRECTIVE = 100;

/** Somebody of the demo, with an API token, so that no cookie is needed. */
export async function signIn(url: string, username: string): Promise<Caller> {
  const password = DEMO_ACCOUNTS.find((account) => account.username === username)?.password;
  const stranger = new Caller(url);
  const { headers } = await stranger.send('POST', '/api/v1/session', { username, password });
  const cookie = headers['set-cookie']?.[0]?.split(';', 1)[0];
  const { body } = await stranger.send('POST', '/api/v1/tokens', { name: 'bench' }, { cookie, ...newKey() });
  stranger.close();
  return new Caller(url, { authorization: `Bearer ${CreatedToken.parse(body).token}` });
}

/** Tasks of one unit, under as many directives as they need; answers with their ids. */
export async function issueTasks(clerk: Caller, count: number): Promise<string[]> {
  const get = async (path: string) => (await clerk.send('GET', `/api/v1/${path}`)).body;
  const post = async (path: string, body: object) => (await clerk.send('POST', `/api/v1/${path}`, body, newKey())).body;
  const { today } = SystemStatus.parse(await get('status'));
  const leadUnit = Organisation.parse(await get('organisation')).units.find(({ kind }) => kind === 'unit')?.id;
  const taskIds: string[] = [];
  while (taskIds.length < count) {
    const text = `会议 ${randomUUID()} 强调，要大干60天。`;
    const [directiveId] = ImportAnswer.parse(await post('readouts', { text, meetingDate: today })).directiveIds;
    await post(`directives/${directiveId}/register`, { leadUnit, dueDate: null });
    const tasks = Array.from({ length: Math.min(TASKS_OF_A_DIRECTIVE, count - taskIds.length) }, () => ({ leadUnit }));
    taskIds.push(...IssueAnswer.parse(await post(`directives/${directiveId}/issue`, { tasks })).taskIds);
  }
  return taskIds;
}

function newKey(): Record<string, string> {
  return { 'idempotency-key': randomUUID() };
}
