import type { CivilDate, WorkingCalendar } from '#libs/calendar';
import { digest } from '#libs/crypto';
import {
  campaignDecider,
  directiveDecider,
  formatNumber,
  formatTaskNumber,
  type Id,
  numberBookDecider,
  organisationDecider,
  readoutDecider,
} from '#libs/directives';
import { propose } from '#libs/readout';
import type { DemoUnit } from '../access/demo-organisation.ts';
import { DEMO_OFFICERS, DEMO_UNITS } from '../access/demo-organisation.ts';
import type { OrganisationChange } from '../commands/change-organisation.ts';
import { numberBookStream, ORGANISATION_STREAM, readoutStream } from '../commands/stream-ids.ts';
import { asGiven } from '../reading/reader.ts';
import { FATES } from './fates.ts';
import { READOUT } from './readout-text.ts';
import { HANDED_OUT, idOf, Story } from './story.ts';
import { tellTask } from './task-deeds.ts';
import { TITLES } from './titles.ts';
import { CAMPAIGN_UNITS } from './units.ts';

const MEETING: CivilDate = '2022-10-26';
const REGISTERED: CivilDate = '2022-10-27';
/** The two that the office takes on, by the words of their clocks; how many of the tasks are the first one's. */
const DIRECTIVES = [
  { expression: '60天', dueDate: '2022-12-25', tasks: 80 },
  { expression: '四季度', dueDate: '2022-12-31', tasks: FATES.length - 80 },
] as const;

const ALL_UNITS: readonly DemoUnit[] = [...DEMO_UNITS, ...CAMPAIGN_UNITS];
const leaders = ALL_UNITS.filter(({ key }) => key in TITLES);
const person = (holder: string) => idOf('person', holder);
const clerk = person('文督查');
const leader = person('苏副市长');
const leaderInCharge = idOf('post', 'town leader');

/** How the demo of a campaign is set up: how a number begins, and where days and working days are those of. */
export interface Place {
  readonly zone: string;
  readonly calendar: WorkingCalendar;
  readonly numberPrefix: string;
}

/** Sixty days of a town, up to 20 November 2022: the organisation, a meeting, two directives, their campaign, 128 tasks. */
export function tellCampaign({ zone, calendar, numberPrefix }: Place): { story: Story; readout: string } {
  const story = new Story(zone, calendar);
  tellOrganisation(story);
  const { text, language, proposals } = propose(READOUT, { meetingDate: MEETING, calendar });
  const textHash = digest(text);
  const readoutId = readoutStream(textHash, MEETING);
  const bytes = Buffer.from(READOUT);
  const given = { hash: digest(bytes), name: null, type: 'text/plain', size: bytes.length };
  const ids = proposals.map((_, i) => idOf('directive', i));
  const about = {
    characters: text.length,
    title: '市政府党组（扩大）会议',
    language,
    meetingDate: MEETING,
    body: '市政府党组',
  };
  const imported = { at: story.at(MEETING, '16:00'), by: clerk };
  story.tell(
    readoutDecider,
    readoutId,
    imported,
    { type: 'ImportReadout', given, textHash, ...about, directiveIds: ids },
    { today: MEETING },
  );
  const facts = { meetingDate: MEETING, number: null, openTasks: 0, latestOpenTaskDue: null, targetOpen: false };
  for (const [i, proposal] of proposals.entries()) {
    story.tell(
      directiveDecider,
      ids[i] ?? '',
      imported,
      { type: 'ProposeDirective', readoutId, ...asGiven(proposal) },
      facts,
    );
  }

  let told = 0;
  const followed = DIRECTIVES.map(({ expression, dueDate, tasks }, i) => {
    const place = proposals.findIndex(({ clock }) => clock?.expression === expression);
    const [id, proposal] = [ids[place], proposals[place]];
    if (!id || !proposal) throw new Error(`The reader proposes nothing with ${expression}`);
    const registered = { at: story.at(REGISTERED, `1${i}:00`), by: clerk };
    const year = 2022;
    const take = { type: 'TakeNumber', prefix: numberPrefix, year, directiveId: id } as const;
    const { last } = story.tell(numberBookDecider, numberBookStream(numberPrefix, year), registered, take, undefined);
    const number = formatNumber(numberPrefix, year, last);
    const reading = asGiven(proposal).clock?.readings.find(({ date }) => date === dueDate);
    const deadline = reading ?? { date: dueDate, rule: 'set-by-hand', expression, calendarVersion: null };
    const [lead, ...others] = leaders.map(({ key }) => idOf('unit', key));
    const register = {
      title: proposal.title,
      leadUnit: lead ?? '',
      coUnits: others,
      leaderInCharge,
      deadline,
      targets: [],
    };
    story.tell(directiveDecider, id, registered, { type: 'RegisterDirective', ...register }, { ...facts, number });
    const taskIds = Array.from({ length: tasks }, (_, n) => idOf('task', told + n));
    const issued = { at: story.at(HANDED_OUT, '15:00'), by: clerk };
    story.tell(directiveDecider, id, issued, { type: 'IssueDirective', taskIds }, { ...facts, number });
    for (const n of taskIds.keys())
      tellOne(story, told + n, { id, number: formatTaskNumber(number, n + 1), ceiling: dueDate });
    told += tasks;
    return id;
  });

  const push = { title: '60天攻坚', startDate: REGISTERED, endDate: '2022-12-25' };
  const milestones = [
    { date: '2022-11-15', title: '第一轮作战图收官' },
    { date: '2022-11-30', title: '过半盘点' },
    { date: '2022-12-15', title: '冲刺调度' },
  ];
  const opened = { at: story.at(REGISTERED, '17:00'), by: clerk };
  story.tell(
    campaignDecider,
    idOf('campaign'),
    opened,
    { type: 'OpenCampaign', ...push, milestones, directiveIds: followed },
    { unknown: [] },
  );
  return { story, readout: text };
}

/** Spread over the bureaus and over the fates, so that every bureau has some of each. */
function tellOne(story: Story, place: number, { id, number, ceiling }: { id: Id; number: string; ceiling: CivilDate }) {
  const unit = leaders[place % leaders.length];
  const other = leaders[(place + 5) % leaders.length];
  const fate = FATES[(place * 51 + 88) % FATES.length];
  if (!unit || !other || !fate) throw new Error(`Nobody leads task ${place}`);
  const titles = (TITLES[unit.key] ?? '').split(/\s+/);
  const title = titles[Math.floor(place / leaders.length)] ?? '';
  const liaison = unit.posts.find(({ duty }) => duty === 'liaison')?.holder ?? '';
  const co = leaders[(place + 3) % leaders.length];
  tellTask(
    story,
    {
      ...{ id: idOf('task', place), place, directiveId: id, number, title, ceiling, leaderInCharge },
      leadUnit: idOf('unit', unit.key),
      coUnits: place % 3 === 0 && co ? [idOf('unit', co.key)] : [],
      other: idOf('unit', other.key),
      people: { unit: person(liaison), office: clerk, leader },
    },
    fate,
  );
}

/** What `SeedDemo` makes one by one in a demo without a campaign, with the same ids. */
function tellOrganisation(story: Story): void {
  const founded = { at: story.at('2022-10-10', '09:00'), by: 'system' };
  const tell = (command: OrganisationChange) =>
    story.tell(organisationDecider, ORGANISATION_STREAM, founded, command, undefined);
  for (const { key, parent, kind, name, posts } of ALL_UNITS) {
    const unitId = idOf('unit', key);
    tell({ type: 'AddUnit', unitId, parentId: parent === null ? null : idOf('unit', parent), kind, name });
    for (const { duty, title, holder, roles } of posts) {
      const postId = idOf('post', `${key} ${duty}`);
      for (const role of roles) tell({ type: 'GrantRole', personId: person(holder), role });
      tell({ type: 'CreatePost', postId, unitId, duty, title });
      tell({ type: 'FillPost', postId, personId: person(holder), from: '2022-10-10' });
    }
  }
  for (const { holder, role } of DEMO_OFFICERS) tell({ type: 'GrantRole', personId: person(holder), role });
}
