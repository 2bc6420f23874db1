import type { Work } from './work.ts';

/** Every page with somebody who sees it, over the same work. */
export function pagesOf({
  readoutId,
  directiveId,
  campaignId,
  unitId,
  taskIds,
  past,
}: Work): readonly { path: string; who: string | null }[] {
  const [task] = taskIds;
  return [
    { path: '/', who: null },
    { path: '/', who: 'clerk' },
    { path: '/readouts', who: 'clerk' },
    { path: '/readouts/new', who: 'clerk' },
    { path: `/readouts/${readoutId}`, who: 'clerk' },
    { path: `/readouts/${readoutId}/review`, who: 'clerk' },
    { path: '/tasks', who: 'clerk' },
    { path: '/tasks?layout=lights', who: 'leader' },
    { path: '/tasks?layout=timeline', who: 'leader' },
    { path: `/tasks/${task}`, who: 'clerk' },
    { path: `/directives/${directiveId}`, who: 'clerk' },
    { path: `/directives/${directiveId}?as_of=${past}`, who: 'clerk' },
    { path: '/mine', who: 'liaison' },
    { path: `/tasks/${task}?as_of=${past}&compare=true`, who: 'liaison' },
    { path: '/inbox', who: 'liaison' },
    { path: '/inbox?state=done', who: 'liaison' },
    { path: `/dashboard?campaign=${campaignId}`, who: 'leader' },
    { path: `/dashboard?as_of=${past}`, who: 'leader' },
    { path: '/campaigns', who: 'clerk' },
    { path: `/campaigns/${campaignId}`, who: 'clerk' },
    { path: `/units/${unitId}`, who: 'leader' },
    { path: '/deliveries', who: 'clerk' },
    { path: '/organisation', who: 'administrator' },
    { path: '/audit', who: 'auditor' },
    { path: '/organisation', who: 'security' },
    { path: '/settings', who: 'clerk' },
    { path: '/settings/ladders/default?edit=true', who: 'clerk' },
  ];
}
