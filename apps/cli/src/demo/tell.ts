import type { Terminal } from '../terminal.ts';
import type { Wording } from '../wording.ts';
import type { CheckResult, Untruth } from './checks.ts';
import type { Deed, Fact, Outcome, Told, Who } from './facts.ts';
import { MOST_DIRECTIVES } from './plan.ts';

type FactOf<Name extends Fact['fact']> = Extract<Fact, { fact: Name }>;

/** Tells the facts of a story to a person at a terminal. */
export class Teller {
  constructor(
    private readonly terminal: Terminal,
    private readonly words: Wording,
  ) {}

  tell(fact: Fact): void {
    const { terminal, words } = this;
    switch (fact.fact) {
      case 'began':
        this.line(0, this.bold(words.t('story.title')));
        this.line(0, this.dim(words.t('story.intro', { time: fact.time })));
        break;
      case 'chapter':
        terminal.line();
        this.line(0, this.bold(words.t(`story.chapter.${fact.chapter}`)));
        break;
      case 'meeting':
        this.meeting(fact);
        break;
      case 'proposals':
        this.line(1, words.t('story.proposals.summary', { total: fact.total, dated: fact.dated }));
        break;
      case 'proposal':
        this.proposal(fact);
        break;
      case 'registered':
        this.registered(fact);
        break;
      case 'assigned':
        this.assigned(fact);
        break;
      case 'day':
        this.line(1, this.bold(words.day(fact.day)));
        break;
      case 'told':
        this.told(fact);
        break;
      case 'deed':
        this.deed(fact);
        break;
      case 'lights':
        this.lights(fact);
        break;
      case 'outcomes':
        this.outcomes(fact);
        break;
      case 'checks':
        for (const check of fact.checks) this.check(check);
        break;
      case 'done': {
        const { tasks, reminders, mails } = fact;
        terminal.line();
        this.line(0, words.t('story.done', { tasks, reminders, mails }));
        break;
      }
      case 'sealed': {
        const { size, hash, root, keyId } = fact;
        this.line(0, this.dim(words.t('story.sealed', { size, hash, root, keyId })));
        break;
      }
    }
  }

  private meeting({ title, meetingDate, paragraphs, characters, language, textHash }: FactOf<'meeting'>): void {
    const { t } = this.words;
    this.line(1, title);
    this.line(1, t('story.meeting.date', { date: this.words.day(meetingDate) }));
    this.line(1, t('story.meeting.text', { paragraphs, characters, language: t(`terms.language.${language}`) }));
    this.line(1, this.dim(t('story.meeting.hash', { hash: textHash })));
  }

  /** The quote with its place, the words of its clock, and every date they can mean. */
  proposal({ title, quote, paragraph, expression, readings, followed }: Omit<FactOf<'proposal'>, 'fact'>): void {
    const { t } = this.words;
    const { exact, start, end } = quote;
    this.line(1, `${followed ? '◆' : '◇'} ${this.bold(title)}`);
    this.line(3, `“${exact}”`);
    this.line(3, this.dim(t('story.proposals.place', { paragraph, start, end })));
    this.line(
      3,
      expression === null ? this.dim(t('story.proposals.undated')) : t('story.proposals.clock', { expression }),
    );
    for (const [i, { date, rule }] of readings.entries()) {
      const params = { date: this.words.day(date), rule: this.words.reading(rule) };
      this.line(4, i === 0 ? t('story.proposals.chosen', params) : this.dim(t('story.proposals.other', params)));
    }
    if (readings.length > 0 && !followed)
      this.line(3, this.dim(t('story.proposals.beyond', { count: MOST_DIRECTIVES })));
  }

  private registered({ number, title, who, deadline: { date, rule, expression } }: FactOf<'registered'>): void {
    const { t } = this.words;
    const params = {
      number,
      who: this.who(who),
      date: this.words.day(date),
      expression,
      rule: this.words.reading(rule),
    };
    this.line(1, t('story.handedOut.directive', params));
    this.line(2, this.dim(title));
  }

  private assigned({ number, unit, dueDate, signBy, part }: FactOf<'assigned'>): void {
    const { t } = this.words;
    const params = { unit: this.words.name(unit), date: this.words.day(dueDate), signBy: this.words.day(signBy) };
    this.line(
      2,
      `${number} ${t('story.handedOut.task', params)} ${this.dim(`(${t(`story.handedOut.role.${part}`)})`)}`,
    );
  }

  private told({ number, rule, who, channels }: Told): void {
    const { t } = this.words;
    const by = channels.map(({ channel, time, address, arrived }) => {
      if (channel === 'email')
        return arrived ? t('story.channel.email', { time, address }) : t('story.channel.emailMissing');
      return channel === 'in-app' ? t('story.channel.in-app', { time }) : `${channel} ${time}`;
    });
    const params = { number, rule: this.words.reminderRule(rule), to: this.who(who), channels: by.join(', ') };
    this.line(2, `${this.terminal.paint('yellow', '✉')} ${t('story.reminder', params)}`);
  }

  private deed({ kind, number, who, text, percent, from, to, closure }: Deed): void {
    const { t } = this.words;
    const params = {
      ...{ number, who: this.who(who), text, percent },
      ...{ from: from && this.words.day(from), to: to && this.words.day(to) },
      kind: closure && t(`terms.closureKind.${closure}`),
    };
    this.line(2, `· ${t(`story.did.${kind}`, params)}`);
  }

  private lights({ day, changes }: FactOf<'lights'>): void {
    const { t } = this.words;
    this.line(2, t('story.week', { day }));
    for (const { number, unit, from, to, reasons } of changes) {
      const params = { number, unit: this.words.name(unit), to: this.words.light(to) };
      const change = from ? t('story.becomes', { ...params, from: this.words.light(from) }) : t('story.is', params);
      this.line(3, `${change} ${this.dim(`(${this.words.because(reasons)})`)}`);
    }
  }

  private outcomes({ day, beyond, outcomes }: FactOf<'outcomes'>): void {
    const { t } = this.words;
    const head = (['task', 'unit', 'status', 'original', 'due', 'percent', 'light', 'reminders'] as const).map(
      (column) => t(`story.end.column.${column}`),
    );
    this.terminal.table([head, ...outcomes.map((outcome) => this.outcome(outcome))], '  ');
    for (const { task } of outcomes) {
      const { number, light, lightReasons } = task;
      const reason = this.words.because(lightReasons);
      if (reason) this.line(1, this.dim(t('story.end.why', { number, light: this.words.light(light), reason })));
    }
    if (beyond) this.line(1, t('story.end.stopped', { date: this.words.day(day) }));
  }

  private outcome({ task, inbox, email }: Outcome): string[] {
    const { t } = this.words;
    const { number, leadUnit, status, originalDeadline, deadline, percent, light } = task;
    const noDate = t('story.end.noDate');
    return [
      ...[number, this.words.name(leadUnit.name), t(`terms.taskStatus.${status}`)],
      ...[originalDeadline?.date ?? noDate, deadline?.date ?? noDate, `${percent}%`],
      ...[this.words.light(light), `${inbox}/${email}`],
    ];
  }

  private check({ check, params, untruths }: CheckResult): void {
    const { t } = this.words;
    const holds = untruths.length === 0;
    const mark = holds ? this.terminal.paint('green', '✓') : this.terminal.paint('red', '✗');
    this.line(
      1,
      `${mark} ${t(`story.check.${check}`, params)}: ${t(holds ? 'story.check.holds' : 'story.check.broken')}`,
    );
    for (const untruth of untruths) this.line(3, this.terminal.paint('red', this.untruth(untruth)));
  }

  private untruth({ kind, number, rule, day, person, channel, subject, light }: Untruth): string {
    const { t } = this.words;
    return t(`story.check.problem.${kind}`, {
      ...{ number, day, person, subject },
      rule: rule && this.words.reminderRule(rule),
      channel: channel && t(`terms.channel.${channel}` as 'terms.channel.email', { defaultValue: channel }),
      light: light && this.words.light(light),
    });
  }

  /** The person with the post they act from. */
  private who({ name, post, unit }: Who): string {
    if (!post || !unit) return name;
    return this.words.t('story.who', { name, post: this.words.name(post), unit: this.words.name(unit) });
  }

  private line(indent: number, text: string): void {
    this.terminal.line('  '.repeat(indent) + text);
  }
  private dim(text: string): string {
    return this.terminal.paint('dim', text);
  }
  private bold(text: string): string {
    return this.terminal.paint('bold', text);
  }
}
