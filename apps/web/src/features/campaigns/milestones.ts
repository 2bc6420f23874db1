import type { Milestone } from '#libs/contracts';
import { readDate } from '../../ui/read-date.ts';

/** Milestones as lines of a date and a name; or the number of the first line that is none. */
export function readMilestones(text: string, today: string): Milestone[] | number {
  const milestones: Milestone[] = [];
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, typed = '', title = ''] = /^\s*(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    const date = readDate(typed, today);
    if (date === null || title === '') return place + 1;
    milestones.push({ date, title });
  }
  return milestones;
}

export function writeMilestones(milestones: readonly Milestone[]): string {
  return milestones.map(({ date, title }) => `${date} ${title}`).join('\n');
}
