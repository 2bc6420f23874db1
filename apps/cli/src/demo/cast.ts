import { Organisation, type Unit } from '#libs/contracts';
import type { Language } from '#libs/messages';
import { Api } from './api.ts';
import type { Who } from './facts.ts';
import type { SignIn } from './server-process.ts';

interface Actor {
  readonly api: Api;
  readonly who: Who;
}
export interface StoryUnit {
  readonly unit: Unit;
  readonly liaison: Actor;
}

/** The demo accounts, signed in, each in its part. */
export interface Cast {
  readonly clerk: Actor;
  /** Reads who was told what. */
  readonly auditor: Actor;
  /** Remarks on what is late; null when the demo has no leader with a post. */
  readonly leader: (Actor & { readonly postId: string }) | null;
  /** The units that a demo account can act for, no two with the same parent first. */
  readonly units: readonly StoryUnit[];
  readonly organisation: Organisation;
}

/** Signs everybody in and finds their posts; `patienceMs`: how long their requests wait for a server that is away. Throws when the demo has no clerk or no auditor. */
export async function gatherCast(
  url: string,
  language: Language,
  signIns: readonly SignIn[],
  patienceMs?: number,
): Promise<Cast> {
  const apis: Api[] = [];
  for (const signIn of signIns) apis.push(await Api.signIn(url, language, signIn, patienceMs));

  const withRole = (role: 'clerk' | 'leader' | 'auditor') => apis.find(({ session }) => session.roles.includes(role));
  const clerk = withRole('clerk');
  const auditor = withRole('auditor');
  if (!clerk || !auditor) throw new Error('The demo has no clerk or no auditor among its accounts');

  const organisation = await clerk.get('/organisation', Organisation);
  const units = organisation.units.flatMap((unit): StoryUnit[] => {
    if (unit.kind === 'office') return [];
    const post = unit.posts.find(
      ({ duty, holder }) => duty === 'liaison' && apis.some(({ session }) => session.person.id === holder?.id),
    );
    const api = apis.find(({ session }) => session.person.id === post?.holder?.id);
    return api && post ? [{ unit, liaison: { api, who: whoHolds(organisation, api.session.person, unit.id) } }] : [];
  });

  const leader = withRole('leader');
  const leaderPost = leader?.session.posts.find(({ duty }) => duty === 'leader');
  return {
    clerk: { api: clerk, who: whoHolds(organisation, clerk.session.person) },
    auditor: { api: auditor, who: whoHolds(organisation, auditor.session.person) },
    leader:
      leader && leaderPost
        ? { api: leader, who: whoHolds(organisation, leader.session.person), postId: leaderPost.id }
        : null,
    units,
    organisation,
  };
}

/** A person by the post they hold in that unit, else by any post they hold. */
export function whoHolds(
  { units }: Organisation,
  person: { id: string; name: string | null },
  unitId: string | null = null,
): Who {
  const held = units.flatMap((unit) =>
    unit.posts.flatMap((post) => (post.holder?.id === person.id ? [{ post: post.title, unit }] : [])),
  );
  const found = held.find(({ unit }) => unit.id === unitId) ?? held[0];
  return { name: person.name ?? person.id, post: found?.post ?? null, unit: found?.unit.name ?? null };
}
