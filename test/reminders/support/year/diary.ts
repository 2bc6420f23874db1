import { type CivilDate, calendarNamed, civilDateAt, instantAt, weekday } from '#libs/calendar';
import { type Delivery, DeliveryPage, DemoClock } from '#libs/contracts';
import type { Instant } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import { REMINDER_PLAN } from '../../../../apps/server/src/reminders/reminder-plan.ts';
import { TestApp } from '../../../support/app.ts';
import type { Client } from '../../../support/client.ts';
import type { TestDatabase } from '../../../support/database.ts';
import { until } from '../../../support/until.ts';
import { MailServer, type ReceivedMail } from '../smtp.ts';

const ZONE = 'Asia/Shanghai';
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export interface Deed {
  readonly day: CivilDate;
  /** Local time, `10:00`; several of one time happen in their order. */
  readonly time: string;
  readonly what: string;
  readonly act: () => Promise<unknown>;
}

/** A mail as it arrived, and the business time at which it did. */
interface Arrived {
  readonly day: CivilDate;
  readonly time: string;
  readonly mail: ReceivedMail;
}

/**
 * A real server that lives through a year on its demo clock, which stops wherever something is planned or somebody does
 * something. Keeps what arrived.
 */
export class Diary {
  readonly mails: Arrived[] = [];
  private readonly deeds: Deed[] = [];
  /** Business time, less the moments that pass between two moves. */
  private now: Instant = '';
  private app!: TestApp;
  /** Those who have signed in to the present server. */
  private readonly clients = new Map<string, Client>();

  private constructor(
    private readonly database: TestDatabase,
    private readonly smtp: MailServer,
    private readonly settings: Record<string, string>,
  ) {}

  static async open(database: TestDatabase, settings: Record<string, string>): Promise<Diary> {
    const smtp = await MailServer.start();
    const diary = new Diary(database, smtp, { ...settings, SMTP_URL: smtp.url });
    await diary.start({});
    return diary;
  }

  /** Ends the server, and starts it with other settings on the same database. */
  async restart(settings: Record<string, string>): Promise<void> {
    await this.app.stop();
    await this.start(settings);
  }

  async close(): Promise<void> {
    await this.app.stop();
    await this.smtp.down();
    await this.database.drop();
  }

  /** Somebody of the demo at work; with a password, anybody. */
  async as(username: string, password?: string): Promise<Client> {
    const client = this.clients.get(username) ?? (await this.app.signIn(username, password));
    this.clients.set(username, client);
    return client;
  }

  get server(): TestApp {
    return this.app;
  }

  /** What is to happen: `2025-01-06 10:00`. */
  on(when: string, what: string, act: () => Promise<unknown>): void {
    const [day = '', time = ''] = when.split(' ');
    this.deeds.push({ day, time, what, act });
  }

  /** Lives until the instant, from one moment at which somebody does something or something is planned to the next. */
  async live(end: Instant): Promise<void> {
    const deeds = [...this.deeds].sort((a, b) => (whenOf(a) < whenOf(b) ? -1 : 1));
    for (;;) {
      const planned = (await this.nextPlanned()) ?? end;
      const [deed] = deeds;
      const next = deed && whenOf(deed) <= planned ? whenOf(deed) : planned;
      if (next >= end) return this.moveTo(end);
      await this.moveTo(next);
      if (!deed || whenOf(deed) !== next) continue;
      await deeds.shift()?.act();
      await this.lookNow(deed.day);
    }
  }

  /** What was sent and what became of the rest, day by day, as a person reads it. */
  async story(calendarOn: (day: CivilDate) => 'cn' | 'cn-2025'): Promise<string> {
    const told = await this.deliveries();
    const dayOf = ({ claimedAt }: Delivery) => civilDateAt(claimedAt, ZONE);
    const days = [
      ...new Set([...this.deeds.map(({ day }) => day), ...told.map(dayOf), ...this.mails.map(({ day }) => day)]),
    ];
    return days
      .sort()
      .map((day) => {
        const deeds = this.deeds.filter((deed) => deed.day === day).sort((a, b) => (a.time < b.time ? -1 : 1));
        return [
          `${day} ${WEEKDAYS[weekday(day) - 1]}${dayMark(day, calendarOn(day))}`,
          ...deeds.map(({ time, what }) => `  ${time} * ${what}`),
          ...alertsOf(told.filter((one) => dayOf(one) === day)),
          ...this.mails
            .filter((one) => one.day === day)
            .map(mailText)
            .sort(),
        ].join('\n');
      })
      .join('\n\n');
  }

  /** Everything in the order of claiming, as an auditor reads it. */
  async deliveries(): Promise<Delivery[]> {
    const items: Delivery[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: DeliveryPage = (
        await (
          await this.as('auditor')
        ).get(`/api/v1/deliveries?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      ).as(DeliveryPage);
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items.reverse();
  }

  private async start(settings: Record<string, string>): Promise<void> {
    const { url, ownerUrl } = this.database;
    const kept = { url, ownerUrl, drop: async () => {} };
    this.app = await TestApp.start({ ...this.settings, ...settings }, undefined, kept);
    this.clients.clear();
  }

  /** When the next step comes, or a message may go. */
  private async nextPlanned(): Promise<Instant | null> {
    const log = this.app.server.app.get(EventLog, { strict: false });
    await log.waitFor(REMINDER_PLAN, await log.head(), 60_000);
    const [next] = await this.app.sql<{ at: Date | null }>(
      `SELECT min(at) AS at FROM (SELECT at FROM reminder_plan UNION ALL SELECT goes_at FROM delivery WHERE outcome = 'pending') AS x
       WHERE at > duban_now()`,
    );
    return next?.at?.toISOString() ?? null;
  }

  /** What became due by a deed is claimed before anything else happens. */
  private async lookNow(today: CivilDate): Promise<void> {
    (await (await this.as('auditor')).post('/api/v1/demo/clock', { to: today })).as(DemoClock);
  }

  private async moveTo(to: Instant): Promise<void> {
    if (to > this.now) {
      const moved = await (await this.as('auditor')).post('/api/v1/demo/clock', { to });
      this.now = to;
      moved.as(DemoClock);
    }
    await this.allSent();
    const [day, time] = [civilDateAt(to, ZONE), timeOf(to)];
    for (const mail of this.smtp.mails.slice(this.mails.length)) this.mails.push({ day, time, mail });
  }

  private async allSent(): Promise<void> {
    await until(
      async () => {
        const rows = await this.app.sql(
          `SELECT FROM delivery WHERE NOT outcome_recorded AND (goes_at IS NULL OR goes_at <= duban_now()) LIMIT 1`,
        );
        return rows.length === 0;
      },
      { withinMs: 60_000, what: 'everything that may go out has gone' },
    );
  }
}

function whenOf({ day, time }: Deed): Instant {
  return instantAt(day, time, ZONE);
}

function timeOf(instant: Instant): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16);
}

function dayMark(day: CivilDate, calendar: 'cn' | 'cn-2025'): string {
  const isWorked = calendarNamed(calendar).isWorkingDay(day);
  if (isWorked === weekday(day) <= 5) return '';
  return isWorked ? ', worked to make up' : ', a holiday';
}

/** One line for each step: who was told in the inbox, and by mail where that goes with it. */
function alertsOf(told: readonly Delivery[]): string[] {
  const steps = grouped(told, ({ taskNumber, rule, claimedAt, status, person }) =>
    JSON.stringify([claimedAt, taskNumber, rule, person === null ? status : '']),
  );
  return [...steps.values()]
    .map((rows) => {
      const [first] = rows;
      if (!first) return '';
      const people = grouped(
        rows.filter(({ person }) => person !== null),
        ({ person }) => person?.name ?? '',
      );
      const names = [...people].map(([name, mine]) => {
        const standIn = mine[0]?.standIn ? ` (for want of another, as ${mine[0].standIn})` : '';
        const outside = mine.filter(({ channel }) => channel !== 'in-app');
        return `${name}${standIn}${outside.map(({ status }) => (status === 'sent' ? '' : ` [mail ${status}]`)).join('')}`;
      });
      const to = names.length > 0 ? `-> ${names.sort().join(', ')}` : `(${first.status})`;
      return `  ${timeOf(first.claimedAt)} ${first.taskNumber} ${first.rule} ${to}`;
    })
    .sort();
}

/** Without greeting and footer. */
function mailText({ time, mail: { to, subject, text } }: Arrived): string {
  const body = (text ?? '').split('\n').filter((line) => line.startsWith('  '));
  return [`  ${time} mail to ${to?.[0]?.name}: ${subject}`, ...body.map((line) => `      ${line.trim()}`)].join('\n');
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
