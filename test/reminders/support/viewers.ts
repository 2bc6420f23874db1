import type { Viewer } from '../../../apps/server/src/access/viewer.ts';
import { ids } from './office.ts';

const nobody: Viewer = {
  personId: 'nobody',
  language: 'zh',
  roles: [],
  postIds: [],
  leaderPostIds: [],
  unitIds: [],
  visibleUnitIds: [],
  isOffice: false,
  isFounding: false,
  clearance: 'internal',
};

export function clerkViewer(): Viewer {
  return { ...nobody, personId: ids.clerk, roles: ['clerk'], isOffice: true };
}

export function liaisonViewer(): Viewer {
  return { ...nobody, personId: ids.liaison, language: 'en', roles: ['liaison'], visibleUnitIds: [ids.water] };
}

export function roadsViewer(): Viewer {
  return { ...nobody, personId: ids.head, visibleUnitIds: [ids.roads] };
}
