import type { EntityManager } from 'typeorm';
import type { Delegated } from '#libs/contracts';
import type { EventMeta } from '#libs/event-store';
import { namesOf } from './names.ts';

/** Names in whose place each of these was done; null where it was done in nobody's. */
export async function delegatedNames(
  database: EntityManager,
  delegations: readonly EventMeta['delegation'][],
): Promise<(delegation: EventMeta['delegation']) => Delegated | null> {
  const known = delegations.flatMap((one) => one ?? []);
  const names = await namesOf(database, {
    posts: known.map(({ postId }) => postId),
    people: known.map(({ holderId }) => holderId),
  });
  return (delegation) => {
    if (!delegation) return null;
    const { delegationId, postId, holderId } = delegation;
    const title = names.post(postId)?.title ?? { zh: postId, en: postId };
    return { delegationId, post: { id: postId, title }, holder: names.person(holderId) };
  };
}
