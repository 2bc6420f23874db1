import type { CivilDate, WorkingCalendar } from '#libs/calendar';
import {
  CommandAnswer,
  DirectiveDetail,
  ImportAnswer,
  IssueAnswer,
  ReadoutDetail,
  RegisterAnswer,
  TaskDetail,
} from '#libs/contracts';
import { paragraphAt, paragraphsOf } from '../paragraphs.ts';
import type { Cast, StoryUnit } from './cast.ts';
import type { LiveTask } from './deeds.ts';
import type { Fact } from './facts.ts';
import { followed, planTasks } from './plan.ts';

export interface Meeting {
  readonly text: string;
  readonly meetingDate: CivilDate;
  /** Null: the first line of the text. */
  readonly title: string | null;
}
/** A directive that the story follows, with the date taken for it. */
export interface FollowedDirective {
  readonly id: string;
  readonly version: number;
  readonly dueDate: CivilDate;
}

/** The clerk hands the text in and looks at what is proposed. Answers with the directives to follow: those with a date. */
export async function importReadout(
  { text, meetingDate, title }: Meeting,
  { clerk }: Cast,
  tell: (fact: Fact) => void,
): Promise<FollowedDirective[]> {
  const body = { text, meetingDate, ...(title === null ? {} : { title }) };
  const { id, position, directiveIds } = await clerk.api.post('/readouts', body, ImportAnswer);
  const readout = await clerk.api.get(`/readouts/${id}?after=${position}`, ReadoutDetail);
  const paragraphs = paragraphsOf(readout.text);
  const { characters, language, textHash } = readout;
  tell({ fact: 'chapter', chapter: 'meeting' });
  tell({ fact: 'meeting', title: readout.title, meetingDate, paragraphs, characters, language, textHash });

  const proposed: DirectiveDetail[] = [];
  for (const directiveId of directiveIds) {
    proposed.push(await clerk.api.get(`/directives/${directiveId}?after=${position}`, DirectiveDetail));
  }
  const dates = proposed.map(({ clock }) => clock?.readings[0]?.date ?? null);
  const places = followed(dates, meetingDate);
  tell({ fact: 'chapter', chapter: 'proposals' });
  tell({ fact: 'proposals', total: proposed.length, dated: dates.filter(Boolean).length });
  for (const [place, { title: short, quote, clock }] of proposed.entries()) {
    tell({
      fact: 'proposal',
      title: short,
      quote,
      paragraph: paragraphAt(readout.text, quote.start),
      expression: clock?.expression ?? null,
      readings: clock?.readings ?? [],
      followed: places.includes(place),
    });
  }
  return places.flatMap((place) => {
    const { id: directiveId, version } = proposed[place] ?? {};
    const dueDate = dates[place];
    return directiveId && version && dueDate ? [{ id: directiveId, version, dueDate }] : [];
  });
}

/** The clerk registers each directive, by the first reading of its clock, and hands out its tasks. */
export async function handOut(
  directives: readonly FollowedDirective[],
  { meetingDate, calendar, units }: { meetingDate: CivilDate; calendar: WorkingCalendar; units: readonly StoryUnit[] },
  { clerk, leader }: Cast,
  tell: (fact: Fact) => void,
): Promise<LiveTask[]> {
  const plans = planTasks(
    directives.map(({ dueDate }) => dueDate),
    meetingDate,
    calendar,
  );
  tell({ fact: 'chapter', chapter: 'handedOut' });
  const live: LiveTask[] = [];
  for (const [i, { id, version, dueDate }] of directives.entries()) {
    const planned = (plans[i] ?? []).flatMap((plan) => {
      const unit = units[plan.unit];
      return unit ? [{ plan, unit }] : [];
    });
    const [leadUnit, ...coUnits] = [...new Set(planned.map(({ unit }) => unit.unit.id))];
    const leaderInCharge = leader?.postId ?? null;
    const registered = await clerk.api.post(
      `/directives/${id}/register`,
      { leadUnit, coUnits, leaderInCharge, dueDate },
      RegisterAnswer,
      version,
    );
    const { title, deadline } = await clerk.api.get(`/directives/${id}?after=${registered.position}`, DirectiveDetail);
    if (deadline) tell({ fact: 'registered', number: registered.number, title, who: clerk.who, deadline });

    const tasks = planned.map(({ plan, unit }) => ({
      leadUnit: unit.unit.id,
      ...(plan.ownDueDate === null ? {} : { dueDate: plan.ownDueDate }),
    }));
    const issued = await clerk.api.post(`/directives/${id}/issue`, { tasks }, IssueAnswer, registered.version);
    for (const [n, { plan, unit }] of planned.entries()) {
      const task = await clerk.api.get(`/tasks/${issued.taskIds[n]}?after=${issued.position}`, TaskDetail);
      const firstDueDate = plan.ownDueDate ?? dueDate;
      const { number, signBy } = task;
      tell({ fact: 'assigned', number, unit: unit.unit.name, dueDate: firstDueDate, signBy, part: plan.part });
      live.push({
        ...{ id: task.id, number, version: task.version, unit, plan, firstDueDate, dueDate: firstDueDate },
        ...{ directiveId: id, directiveNumber: registered.number, requestId: null, closed: false },
      });
    }
  }
  return live;
}

/** The clerk closes a directive whose tasks are all closed. */
export async function closeDirective(id: string, summary: string, { clerk }: Cast): Promise<void> {
  const { version } = await clerk.api.get(`/directives/${id}`, DirectiveDetail);
  await clerk.api.post(`/directives/${id}/close`, { kind: 'implemented', summary }, CommandAnswer, version);
}
