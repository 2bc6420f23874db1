import type { unit as zh } from '../zh/web-unit.ts';

export const unit: typeof zh = {
  people: 'Posts',
  vacant: 'vacant',
  below: 'Units below',
  tasks: 'Open tasks',
  all: 'All {{count}}',
  none: 'This unit has no open tasks.',
  closed: 'See the tasks that are done',
  counted: 'Tasks that it leads or helps with',
  lead: 'leads',
  co: 'helps',
};
