import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { addDays, type CivilDate } from '#libs/calendar';
import { ImportAnswer, IssueAnswer, Organisation, RegisterAnswer, SystemStatus, TaskDetail } from '#libs/contracts';
import type { Officer } from '#libs/directives';
import { Accounts } from '../../apps/server/src/access/accounts.ts';
import { People } from '../../apps/server/src/access/people.ts';
import { ChangeOrganisation } from '../../apps/server/src/commands/change-organisation.ts';
import { systemEnvelope } from '../../apps/server/src/commands/envelope.ts';
import { TestApp } from './app.ts';
import type { Client } from './client.ts';

/** The demo's office at work: its people, signed in, and what a test needs to have happened before it begins. */
export class Office {
  private constructor(
    readonly app: TestApp,
    readonly clerk: Client,
    /** Of the Industry Bureau. */
    readonly liaison: Client,
    readonly leader: Client,
    readonly auditor: Client,
    readonly organisation: Organisation,
    readonly today: CivilDate,
  ) {}

  static async open(...how: Parameters<typeof TestApp.start>): Promise<Office> {
    const app = await TestApp.start(...how);
    const [clerk, liaison, leader, auditor] = await Promise.all(
      ['clerk', 'liaison', 'leader', 'auditor'].map((username) => app.signIn(username)),
    );
    if (!clerk || !liaison || !leader || !auditor) throw new Error('The demo has not all its accounts');
    const organisation = (await clerk.get('/api/v1/organisation')).as(Organisation);
    const { today } = (await app.stranger.get('/api/v1/status')).as(SystemStatus);
    return new Office(app, clerk, liaison, leader, auditor, organisation, today);
  }

  inDays(days: number): CivilDate {
    return addDays(this.today, days);
  }

  /** The id of a unit by its English name. */
  unit(name: string): string {
    const unit = this.organisation.units.find((candidate) => candidate.name.en === name);
    if (!unit) throw new Error(`There is no unit ${name}`);
    return unit.id;
  }

  get leaderPost(): string {
    const post = this.organisation.units.flatMap(({ posts }) => posts).find(({ duty }) => duty === 'leader');
    if (!post) throw new Error('There is no leader');
    return post.id;
  }

  /** A readout that nobody has imported before, with two proposals: a push of 60 days, and one for the fourth quarter. */
  async proposals(): Promise<{ readoutId: string; first: string; second: string }> {
    const text = `会议 ${randomUUID()} 强调，要大干60天，决战四季度。`;
    const answer = (await this.clerk.post('/api/v1/readouts', { text, meetingDate: this.today })).as(ImportAnswer);
    const [first, second] = answer.directiveIds;
    if (!first || !second) throw new Error(`The reader proposed ${answer.directiveIds.length} directives`);
    return { readoutId: answer.id, first, second };
  }

  async registered({
    dueDate = this.inDays(60) as CivilDate | null,
  } = {}): Promise<{ id: string; version: number; number: string }> {
    const { first } = await this.proposals();
    const units = { leadUnit: this.unit('Industry Bureau'), coUnits: [this.unit('Finance Bureau')] };
    const body = { ...units, dueDate, leaderInCharge: this.leaderPost };
    return (await this.clerk.post(`/api/v1/directives/${first}/register`, body)).as(RegisterAnswer);
  }

  /** A task of the Industry Bureau with the Finance Bureau as co-unit, due in ten days unless said otherwise. */
  async task({ dueDate = this.inDays(10), signedFor = false } = {}): Promise<{ id: string; directiveId: string }> {
    const directive = await this.registered();
    const units = { leadUnit: this.unit('Industry Bureau'), coUnits: [this.unit('Finance Bureau')] };
    const issue = await this.clerk.post(`/api/v1/directives/${directive.id}/issue`, { tasks: [{ ...units, dueDate }] });
    const [id] = issue.as(IssueAnswer).taskIds;
    if (!id) throw new Error('No task was issued');
    if (signedFor) await this.liaison.post(`/api/v1/tasks/${id}/sign-for`, {});
    return { id, directiveId: directive.id };
  }

  /** A task as the office sees it now. */
  async see(taskId: string): Promise<TaskDetail> {
    return (await this.clerk.get(`/api/v1/tasks/${taskId}`)).as(TaskDetail);
  }

  /** One more of the officers, of a test's own: somebody without a post. */
  async officer(role: Officer): Promise<Client> {
    const { app } = this.app.server;
    const [id, password] = [randomUUID(), randomUUID()];
    const username = `${role}.${id}`;
    await app.get(People, { strict: false }).add(id, { name: '管理员', email: null, language: 'zh' });
    await app.get(Accounts, { strict: false }).open(id, username, password);
    const grant = { type: 'GrantRole', personId: id, role } as const;
    await app.get(CommandBus, { strict: false }).execute(new ChangeOrganisation(systemEnvelope(username), grant, {}));
    return this.app.signIn(username, password);
  }

  administrator(): Promise<Client> {
    return this.officer('administrator');
  }

  security(): Promise<Client> {
    return this.officer('security-officer');
  }

  close(): Promise<void> {
    return this.app.stop();
  }
}
