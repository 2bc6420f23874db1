import type { ReadoutProposal } from '#libs/contracts';
import type { useTexts } from '../../i18n/texts.tsx';
import type { Ground } from '../../ui/use-meanwhile.ts';

/** What a clerk decides on a proposal by. */
export function groundOf(proposal: ReadoutProposal, t: ReturnType<typeof useTexts>['t']): Ground {
  const { version, title, status, number } = proposal;
  const decided = t(`web.review.decided.${status}`, { number: number ?? '' });
  return { version, shown: { [t('web.review.heading')]: title, [t('web.task.state')]: decided } };
}
