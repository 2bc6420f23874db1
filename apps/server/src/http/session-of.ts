import type { FastifyRequest } from 'fastify';
import type { Session } from '#libs/contracts';
import { postsOf } from '#libs/directives';
import type { Caller, Callers } from '../access/callers.ts';
import type { Coming } from '../access/sign-ins.ts';

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
  const posts = postsOf(organisation, viewer.personId).flatMap(({ postId, unitId, duty, title }) => {
    const unit = organisation.units[unitId];
    return unit ? [{ id: postId, title, duty, unit: { id: unitId, name: unit.name } }] : [];
  });
  const { person, username, expiresAt } = identity;
  const until = { expiresAt: expiresAt?.toISOString() ?? null };
  return { person, username, roles: [...viewer.roles], clearance: viewer.clearance, posts, ...until, ...told };
}
