import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import {
  ExtensionAnswer,
  ImportAnswer,
  IssueAnswer,
  MovedDates,
  Organisation,
  RegisterAnswer,
  TaskDetail,
} from '#libs/contracts';
import { Accounts } from '../../../../apps/server/src/access/accounts.ts';
import { People } from '../../../../apps/server/src/access/people.ts';
import { ChangeOrganisation } from '../../../../apps/server/src/commands/change-organisation.ts';
import { systemEnvelope } from '../../../../apps/server/src/commands/envelope.ts';
import type { Diary } from './diary.ts';

interface NewTask {
  readonly unit: string;
  readonly coUnits?: readonly string[];
  readonly due: string | null;
  /** The directive's date, when it is later. */
  readonly ceiling?: string;
  readonly ladder?: string;
  readonly cycle?: object;
  readonly leader?: boolean;
}

/** What the people of the demo's town do, said in one line each. */
export class Town {
  private readonly tasks = new Map<string, { id: string; directiveId: string }>();
  private readonly password = randomUUID();

  constructor(private readonly diary: Diary) {}

  /** Somebody with the role of administrator and no post, who changes who holds what. */
  async settle(): Promise<void> {
    const { app } = this.diary.server.server;
    const id = randomUUID();
    await app.get(People, { strict: false }).add(id, { name: '管理员', email: null, language: 'zh' });
    await app.get(Accounts, { strict: false }).open(id, 'registrar', this.password);
    const grant = { type: 'GrantRole', personId: id, role: 'administrator' } as const;
    await app.get(CommandBus, { strict: false }).execute(new ChangeOrganisation(systemEnvelope('town'), grant, {}));
  }

  /** The office imports what a meeting said, registers it and hands it out as one task, which the test calls `name`. */
  async assign(
    name: string,
    title: string,
    { unit, coUnits = [], due, ceiling, ladder, cycle, leader }: NewTask,
  ): Promise<void> {
    const id = await this.proposal(`会议强调，要大干60天，${title}。`);
    await this.register(id, title, { unit, coUnits, due: ceiling ?? due, leader: leader ?? false });
    await this.issue(name, id, {
      unit,
      coUnits,
      ...(ceiling && due && { dueDate: due }),
      ...(ladder && { ladder }),
      ...(cycle && { cycle }),
    });
  }

  /** The same with a date that the reader counts from the meeting's words by the calendar as it is known. */
  async assignByWords(name: string, title: string, words: string, { unit }: { unit: string }): Promise<string> {
    const clerk = await this.diary.as('clerk');
    const id = await this.proposal(`会议指出，市工业和信息化局要在${words}内完成${title}。`);
    const proposal = JSON.parse((await clerk.get(`/api/v1/directives/${id}`)).text);
    const due = proposal.clock.readings[0].date as string;
    await this.register(id, title, { unit, coUnits: [], due, leader: false });
    await this.issue(name, id, { unit, coUnits: [] });
    return due;
  }

  async does(username: string, task: string, deed: string, body: object = {}, how: object = {}): Promise<string> {
    const { id } = this.of(task);
    const answer = await (await this.diary.as(username)).post(`/api/v1/tasks/${id}/${deed}`, body, how);
    if (answer.status >= 300) throw new Error(`${username} could not ${deed} ${task}: ${answer.text}`);
    return answer.text;
  }

  /** A later date is asked for, and granted at once. */
  async extend(username: string, task: string, to: string): Promise<void> {
    const asked = await this.does(username, task, 'request-extension', { to, reason: '汛期无法施工' });
    const { requestId, version } = ExtensionAnswer.parse(JSON.parse(asked));
    await this.does('clerk', task, 'grant-extension', { requestId }, { ifMatch: version });
  }

  async reassign(task: string, unit: string): Promise<void> {
    const { version } = (await (await this.diary.as('clerk')).get(`/api/v1/tasks/${this.of(task).id}`)).as(TaskDetail);
    const body = { leadUnit: await this.unit(unit), coUnits: [], reason: '职责调整' };
    await this.does('clerk', task, 'reassign', body, { ifMatch: version });
  }

  /** Whoever holds the post of the unit gives way to somebody new; nobody new: it stays empty. */
  async succeed(unit: string, duty: 'liaison' | 'head', name: string | null): Promise<void> {
    const administrator = await this.diary.as('registrar', this.password);
    const { version, units } = (await administrator.get('/api/v1/organisation')).as(Organisation);
    const post = units.find((one) => one.name.en === unit)?.posts.find((one) => one.duty === duty);
    if (name === null) {
      await administrator.post(`/api/v1/organisation/posts/${post?.id}/vacate`, { reason: '调离' });
      return;
    }
    const added = await administrator.post('/api/v1/people', { name, email: `${duty}.new@example.test` });
    const { id: personId } = JSON.parse(added.text);
    await administrator.post(`/api/v1/organisation/posts/${post?.id}/fill`, { personId }, { ifMatch: version });
  }

  /** The dates that the present edition of the calendar would move. */
  async movedDates(): Promise<MovedDates['items']> {
    return (await (await this.diary.as('clerk')).get('/api/v1/settings/moved-dates')).as(MovedDates).items;
  }

  async recompute(task: string, decision: 'move' | 'keep'): Promise<void> {
    const { directiveId } = this.of(task);
    const clerk = await this.diary.as('clerk');
    const { version } = JSON.parse((await clerk.get(`/api/v1/directives/${directiveId}`)).text);
    const path = `/api/v1/directives/${directiveId}/recompute-deadline`;
    const answer = await clerk.post(path, { decision }, { ifMatch: version });
    if (answer.status >= 300) throw new Error(answer.text);
  }

  async prefers(username: string, wishes: object): Promise<void> {
    const usual = { channelsOff: [], digestTime: null, quietHours: null, workingDaysOnly: false };
    const client = await this.diary.as(username);
    const answer = await client.post('/api/v1/notification-preferences', { ...usual, ...wishes });
    if (answer.status >= 300) throw new Error(answer.text);
  }

  /** Acknowledges everything that lies in the inbox. */
  async acknowledge(username: string): Promise<void> {
    const client = await this.diary.as(username);
    const { items } = JSON.parse((await client.get('/api/v1/inbox?limit=200&unacknowledged=true')).text);
    const alertIds = items.map((one: { id: string }) => one.id);
    const answer = await client.post('/api/v1/inbox/acknowledge', { alertIds });
    if (answer.status >= 300) throw new Error(answer.text);
  }

  private async proposal(text: string): Promise<string> {
    const clerk = await this.diary.as('clerk');
    const { today } = JSON.parse((await clerk.get('/api/v1/demo/clock')).text);
    const { directiveIds } = (await clerk.post('/api/v1/readouts', { text, meetingDate: today })).as(ImportAnswer);
    const [id] = directiveIds;
    if (!id) throw new Error(`Nothing was proposed from: ${text}`);
    return id;
  }

  private async register(
    id: string,
    title: string,
    { unit, coUnits, due, leader }: { unit: string; coUnits: readonly string[]; due: string | null; leader: boolean },
  ): Promise<void> {
    const body = {
      title,
      ...(await this.units(unit, coUnits)),
      dueDate: due,
      leaderInCharge: leader ? await this.leaderPost() : null,
    };
    (await (await this.diary.as('clerk')).post(`/api/v1/directives/${id}/register`, body)).as(RegisterAnswer);
  }

  private async issue(
    name: string,
    directiveId: string,
    {
      unit,
      coUnits,
      ...rest
    }: { unit: string; coUnits: readonly string[]; dueDate?: string; ladder?: string; cycle?: object },
  ): Promise<void> {
    const tasks = [{ ...(await this.units(unit, coUnits)), ...rest }];
    const answer = await (await this.diary.as('clerk')).post(`/api/v1/directives/${directiveId}/issue`, { tasks });
    const [id = ''] = answer.as(IssueAnswer).taskIds;
    this.tasks.set(name, { id, directiveId });
  }

  private async units(unit: string, coUnits: readonly string[]) {
    return { leadUnit: await this.unit(unit), coUnits: await Promise.all(coUnits.map((one) => this.unit(one))) };
  }

  private async organisation(): Promise<Organisation> {
    return (await (await this.diary.as('clerk')).get('/api/v1/organisation')).as(Organisation);
  }

  private async unit(name: string): Promise<string> {
    return (await this.organisation()).units.find((one) => one.name.en === name)?.id ?? '';
  }

  private async leaderPost(): Promise<string> {
    const posts = (await this.organisation()).units.flatMap(({ posts }) => posts);
    return posts.find(({ duty }) => duty === 'leader')?.id ?? '';
  }

  private of(task: string): { id: string; directiveId: string } {
    const known = this.tasks.get(task);
    if (!known) throw new Error(`There is no task ${task}`);
    return known;
  }
}
