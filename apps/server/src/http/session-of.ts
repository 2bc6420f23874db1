import type { FastifyRequest } from 'fastify';
import type { CivilDate } from '#libs/calendar';
import type { Session } from '#libs/contracts';
import { type Id, postsOf } from '#libs/directives';
import type { Caller, Callers } from '../access/callers.ts';
import type { Coming } from '../access/sign-ins.ts';
import { capacitiesOf } from '../access/viewer.ts';

/** What a request to come in shows of its browser. */
export function comingIn(request: FastifyRequest, callers: Callers): Coming {
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
    session: callers.sessionIn(request.headers),
    traceId: request.id,
  };
}

/** Who is signed in, as the API tells it. */
export function sessionOf(
  { identity, viewer, organisation }: Caller,
  told: Pick<Session, 'secondFactorMissing' | 'endAddress'>,
): Session {
  const shown = (postId: Id, deputyUntil: CivilDate | null) => {
    const post = organisation.posts[postId];
    const unit = organisation.units[post?.unitId ?? ''];
    if (!post || !unit) return [];
    return [
      { id: postId, title: post.title, duty: post.duty, unit: { id: post.unitId, name: unit.name }, deputyUntil },
    ];
  };
  const posts = [
    ...postsOf(organisation, viewer.personId).flatMap(({ postId }) => shown(postId, null)),
    ...capacitiesOf(viewer).flatMap(({ under }) => {
      const delegation = under && organisation.delegations?.[under.delegationId];
      return delegation ? shown(delegation.postId, delegation.to) : [];
    }),
  ];
  const { person, username, expiresAt } = identity;
  const until = { expiresAt: expiresAt?.toISOString() ?? null };
  return { person, username, roles: [...viewer.roles], clearance: viewer.clearance, posts, ...until, ...told };
}
