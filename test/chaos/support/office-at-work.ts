import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays } from '#libs/calendar';
import { CreatedToken, ImportAnswer, IssueAnswer, Session, SystemStatus } from '#libs/contracts';
import { demoPassword } from '../../../apps/server/src/access/demo-organisation.ts';

/** A command that is not answered within so long is sent again. */
const PATIENCE_MS = 15_000;
const AGAIN_MS = 100;
/** More wait their turn, so that a server that is away for long does not find everything at once at its door. */
const MOST_AT_ONCE = 60;
const TASKS_OF_A_DIRECTIVE = 50;
const LIAISONS = ['liaison', 'liaison.transport'] as const;

/** What a command was answered with, and of which event it appends exactly one; null where it may be none or many. */
export interface Answered {
  readonly position: number;
  readonly event: string | null;
}
interface WorkedOn {
  readonly id: string;
  readonly liaison: string;
  signedFor: boolean;
}
interface Sending {
  readonly token: string;
  readonly path: string;
  readonly body: object;
}

/** People of the demo who send commands over HTTP, each under one key again and again until it is answered. */
export class OfficeAtWork {
  /** By idempotency key: every command that was answered with success. */
  readonly answers = new Map<string, Answered>();
  /** What was refused, which none of these should be. */
  readonly refused: string[] = [];
  /** How often a command was sent another time, because the answer to the first did not come or was "try again". */
  resent = 0;
  private readonly tokens = new Map<string, string>();
  private readonly tasks: WorkedOn[] = [];
  private turn = 0;

  private constructor(
    private readonly urls: readonly string[],
    private readonly random: () => number,
  ) {}

  static async open(urls: readonly string[], random: () => number): Promise<OfficeAtWork> {
    const office = new OfficeAtWork(urls, random);
    for (const username of ['clerk', ...LIAISONS]) office.tokens.set(username, await office.tokenOf(username));
    return office;
  }

  get taskCount(): number {
    return this.tasks.length;
  }

  /** Has every reminder told to each of these addresses. */
  async tellAlso(addresses: readonly string[]): Promise<void> {
    for (const [i, address] of addresses.entries())
      await this.command('clerk', 'destinations', { channel: 'webhook', name: `webhook ${i}`, address }, null);
  }

  /** A directive with tasks of a liaison's unit, due one after the other within the next fortnight. */
  async issue(liaison: string = LIAISONS[this.tasks.length % 2] ?? 'liaison'): Promise<void> {
    const { today } = SystemStatus.parse(await this.read('status'));
    const leadUnit = Session.parse(await this.read('session', liaison)).posts[0]?.unit.id;
    const text = `会议 ${randomUUID()} 强调，要大干60天。`;
    const imported = await this.command('clerk', 'readouts', { text, meetingDate: today }, null);
    const [directiveId] = ImportAnswer.parse(imported).directiveIds;
    const dueDate = addDays(today, 60);
    await this.command('clerk', `directives/${directiveId}/register`, { leadUnit, dueDate }, null);
    const tasks = Array.from({ length: TASKS_OF_A_DIRECTIVE }, (_, i) => ({
      leadUnit,
      dueDate: addDays(today, 1 + (i % 14)),
    }));
    const { taskIds } = IssueAnswer.parse(
      await this.command('clerk', `directives/${directiveId}/issue`, { tasks }, null),
    );
    this.tasks.push(...taskIds.map((id) => ({ id, liaison, signedFor: false })));
  }

  /** Sends so many commands a second, as far as they are answered, until it is over; resolves when all are answered. */
  async work(perSecond: number, over: AbortSignal): Promise<void> {
    const underWay = new Set<Promise<unknown>>();
    const from = performance.now();
    for (let sent = 0; !over.aborted; sent++) {
      const early = from + (sent * 1000) / perSecond - performance.now();
      if (early > 1) await pause(early);
      while (underWay.size >= MOST_AT_ONCE) await Promise.race(underWay);
      const one = this.something().finally(() => underWay.delete(one));
      underWay.add(one);
    }
    await Promise.all(underWay);
  }

  private async something(): Promise<void> {
    const task = this.tasks[Math.floor(this.random() * this.tasks.length)];
    if (!task) throw new Error('Nothing was issued yet');
    const luck = this.random();
    if (luck < 0.5)
      return void (await this.command('clerk', `tasks/${task.id}/urge`, { text: '请抓紧办理' }, 'TaskUrged'));
    if (task.signedFor) {
      const report = { percent: Math.floor(this.random() * 100), text: '正在推进' };
      return void (await this.command(task.liaison, `tasks/${task.id}/report-progress`, report, 'ProgressReported'));
    }
    // Some are never signed for, so that they are asked for every day.
    if (luck < 0.52) return;
    await this.command(task.liaison, `tasks/${task.id}/sign-for`, {}, null);
    task.signedFor = true;
  }

  private async command(username: string, path: string, body: object, event: string | null): Promise<unknown> {
    const key = randomUUID();
    const answer = await this.untilAnswered(key, { token: this.tokens.get(username) ?? '', path, body });
    if (answer.status >= 300) {
      this.refused.push(`${path}: ${answer.status} ${answer.text}`);
      return null;
    }
    const told = JSON.parse(answer.text);
    if (typeof told.position === 'number') this.answers.set(key, { position: told.position, event });
    return told;
  }

  private async untilAnswered(key: string, { token, path, body }: Sending): Promise<{ status: number; text: string }> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key };
    for (;;) {
      try {
        const answer = await this.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
        const text = await answer.text();
        const again = answer.status >= 500 || answer.status === 429 || text.includes('version.contended');
        if (!again) return { status: answer.status, text };
      } catch {
        // Whether it took effect is unknown: the key tells.
      }
      this.resent += 1;
      await pause(AGAIN_MS);
    }
  }

  private async read(path: string, username = 'clerk'): Promise<unknown> {
    for (;;) {
      const headers = { authorization: `Bearer ${this.tokens.get(username)}` };
      const answer = await this.fetch(path, { headers }).catch(() => null);
      if (answer?.ok) return answer.json();
      await answer?.body?.cancel();
      await pause(AGAIN_MS);
    }
  }

  private fetch(path: string, init: RequestInit): Promise<Response> {
    const url = this.urls[this.turn++ % this.urls.length];
    return fetch(`${url}/api/v1/${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  }

  private async tokenOf(username: string): Promise<string> {
    const json = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const signIn = JSON.stringify({ username, password: demoPassword(username) });
    const session = await this.fetch('session', { method: 'POST', headers: json, body: signIn });
    const cookie = session.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    await session.text();
    const body = JSON.stringify({ name: 'chaos' });
    const made = await this.fetch('tokens', { method: 'POST', headers: { ...json, cookie }, body });
    return CreatedToken.parse(await made.json()).token;
  }
}
