import type { Session } from '#libs/contracts';

type Role = Session['roles'][number];

interface Place {
  readonly to:
    | '/'
    | '/mine'
    | '/dashboard'
    | '/readouts'
    | '/tasks'
    | '/campaigns'
    | '/organisation'
    | '/audit'
    | '/inbox'
    | '/deliveries'
    | '/settings';
  readonly name:
    | 'bench'
    | 'mine'
    | 'dashboard'
    | 'readouts'
    | 'tasks'
    | 'campaigns'
    | 'organisation'
    | 'audit'
    | 'inbox'
    | 'deliveries'
    | 'settings';
  /** Who goes there; everybody when it is left out. */
  readonly roles?: readonly Role[];
  /** Not in the navigation of a narrow screen, but always in the account menu. */
  readonly aside?: true;
  /** Only in the account menu and the palette. */
  readonly isHidden?: true;
}

/** Where the navigation leads, in one order for everyone; the palette and the landing page follow it too. */
const PLACES: readonly Place[] = [
  { to: '/', name: 'bench', roles: ['clerk'] },
  { to: '/mine', name: 'mine', roles: ['liaison'] },
  { to: '/dashboard', name: 'dashboard', roles: ['clerk', 'leader'] },
  { to: '/readouts', name: 'readouts', roles: ['clerk', 'leader'] },
  { to: '/tasks', name: 'tasks', roles: ['clerk', 'liaison', 'leader'] },
  { to: '/campaigns', name: 'campaigns', roles: ['clerk', 'leader'], aside: true },
  { to: '/organisation', name: 'organisation', roles: ['administrator', 'security-officer'] },
  { to: '/organisation', name: 'organisation', roles: ['clerk', 'liaison', 'leader'], aside: true, isHidden: true },
  { to: '/audit', name: 'audit', roles: ['auditor'] },
  { to: '/inbox', name: 'inbox' },
  { to: '/deliveries', name: 'deliveries', roles: ['clerk', 'auditor'], aside: true },
  { to: '/settings', name: 'settings', aside: true, isHidden: true },
];

export function placesOf({ roles }: Session): readonly Place[] {
  return PLACES.filter((place) => !place.roles || place.roles.some((role) => roles.includes(role)));
}

/** Where somebody begins. */
export function landingOf(session: Session): Place['to'] {
  return placesOf(session)[0]?.to ?? '/inbox';
}
