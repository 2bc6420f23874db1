import { addDays, type CivilDate, daysBetween } from '#libs/calendar';
import type { BurnUp, Campaign } from '#libs/contracts';
import { forecast } from '#libs/directives';
import { inCampaign } from './campaigns.ts';
import type { Counted } from './counted-tasks.ts';
import { tasksAt } from './list-tasks.ts';
import type { Moment } from './moments.ts';

/** How far back it is drawn without a campaign, which has a first day. */
const DAYS_BACK = 90;
/** A push is seldom longer; beyond it the last days are drawn. */
const MOST_DAYS = 400;

/** So many tasks had this happen on a day. `due`: their original date, of what was assigned and has not ended. */
interface Step {
  readonly change: 'TaskAssigned' | 'TaskEnded' | 'TaskClosed' | 'TaskReopened';
  readonly day: CivilDate;
  readonly due: CivilDate | null;
  readonly count: number;
}

/** The tasks of today's scope, followed from the first day on: what enters, leaves, is closed and taken up again. */
export async function burnUp(counted: Counted, moment: Moment, campaign: Campaign | null): Promise<BurnUp> {
  const steps = await stepsOf(counted, moment);
  const { today } = moment;
  const deadline = campaign?.endDate ?? null;
  const last = deadline !== null && deadline > today ? deadline : today;
  const wanted = campaign?.startDate ?? addDays(today, -DAYS_BACK);
  const first = daysBetween(wanted, last) < MOST_DAYS ? wanted : addDays(last, 1 - MOST_DAYS);

  const all = Array.from({ length: Math.max(0, daysBetween(first, last)) + 1 }, (_, i) => addDays(first, i));
  const scope = running(all, steps, ({ change, day }) => [
    day,
    change === 'TaskAssigned' ? 1 : change === 'TaskEnded' ? -1 : 0,
  ]);
  const done = running(all, steps, ({ change, day }) => [
    day,
    change === 'TaskClosed' ? 1 : change === 'TaskReopened' ? -1 : 0,
  ]);
  const plan = running(all, steps, ({ due }) => [due, 1]);
  const points = all.map((date, i) => ({
    date,
    scope: date > today ? null : (scope[i] ?? 0),
    done: date > today ? null : (done[i] ?? 0),
    plan: plan[i] ?? 0,
  }));
  const known = points.flatMap((point) => (point.done === null ? [] : [point.done]));
  return {
    points,
    forecast: forecast(known, points.findLast((point) => point.scope !== null)?.scope ?? 0, today),
    deadline,
  };
}

/** The sum of what each step adds on its day, at the end of every day; what was before the first one is in the first. */
function running(
  days: readonly CivilDate[],
  steps: readonly Step[],
  added: (step: Step) => readonly [day: CivilDate | null, by: number],
): number[] {
  const [first = ''] = days;
  const byDay = new Map<CivilDate, number>();
  for (const step of steps) {
    const [day, by] = added(step);
    if (day === null) continue;
    const from = day < first ? first : day;
    byDay.set(from, (byDay.get(from) ?? 0) + by * step.count);
  }
  let total = 0;
  return days.map((day) => {
    total += byDay.get(day) ?? 0;
    return total;
  });
}

function stepsOf({ manager, viewer, campaign }: Counted, moment: Moment): Promise<Step[]> {
  const rows = tasksAt(manager, viewer, moment);
  if (campaign) rows.andWhere(...inCampaign('task.directive_id', campaign, moment));
  return rows
    .innerJoin(
      'task_row',
      'step',
      `step.id = task.id AND step.change IN ('TaskAssigned', 'TaskEnded', 'TaskClosed', 'TaskReopened')`,
    )
    .andWhere(moment.position === null ? 'true' : 'step.valid_from <= :position')
    .select('step.change', 'change')
    .addSelect('(step.changed_at AT TIME ZONE :zone)::date::text', 'day')
    .addSelect(`CASE WHEN step.change = 'TaskAssigned' AND task.status <> 'ended' THEN step.due_date::text END`, 'due')
    .addSelect('count(*)::int', 'count')
    .groupBy('1, 2, 3')
    .setParameter('zone', moment.context.zone)
    .getRawMany();
}
