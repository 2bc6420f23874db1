import type { ReadoutProposal } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { useKeys } from '../../keys/registry.ts';
import { type Choice, isWaiting } from './choices.ts';

interface Review {
  readonly list: readonly ReadoutProposal[];
  readonly present: number | null;
  readonly look: (place: number | null) => void;
  readonly choiceOf: (place: number) => Choice;
  readonly change: (places: readonly number[], changed: Partial<Choice>) => void;
  readonly ask: (place: number, deed: 'drop' | 'split' | 'merge') => void;
}

/** The keys of the review, for the proposal that is looked at. */
export function useReviewKeys({ list, present, look, choiceOf, change, ask }: Review): void {
  const { t } = useTexts();
  const move = (by: 1 | -1) => {
    const next = (present ?? (by === 1 ? -1 : list.length)) + by;
    if (next >= 0 && next < list.length) look(next);
  };
  const atPresent = (run: (place: number) => void) => () => {
    if (present !== null) run(present);
  };
  const choose = (place: number, chosen: boolean) => {
    const proposal = list[place];
    if (proposal && isWaiting(proposal)) change([place], { chosen });
  };
  const label = (key: Parameters<typeof keyLabel>[1]) => keyLabel(t, key);

  useKeys(t('web.review.proposals'), [
    { keys: 'j', label: label('next'), run: () => move(1) },
    { keys: 'k', label: label('previous'), run: () => move(-1) },
    { keys: ' ', label: label('toggle'), run: atPresent((place) => choose(place, !choiceOf(place).chosen)) },
    {
      keys: 'a',
      label: label('accept'),
      run: atPresent((place) => {
        choose(place, true);
        move(1);
      }),
    },
    { keys: 'x', label: label('ignore'), run: atPresent((place) => ask(place, 'drop')) },
    { keys: 's', label: label('split'), run: atPresent((place) => ask(place, 'split')) },
    { keys: 'm', label: label('merge'), run: atPresent((place) => ask(place, 'merge')) },
    {
      keys: 'd',
      label: label('unit'),
      run: atPresent((place) => focusOn(`[data-unit="${list[place]?.directiveId}"]`)),
    },
    { keys: 'u', label: label('co'), run: atPresent((place) => focusOn(`[data-co="${list[place]?.directiveId}"]`)) },
    {
      keys: 't',
      label: label('time'),
      run: atPresent((place) => {
        const group = `[data-time="${list[place]?.directiveId}"]`;
        focusOn(`${group} input:checked, ${group} input`);
      }),
    },
    {
      keys: 'g',
      label: label('go'),
      run: atPresent((place) => {
        const mark = document.querySelector<HTMLElement>(`[data-places~="${place}"] [data-number]`);
        mark?.scrollIntoView({ block: 'center' });
        mark?.focus();
      }),
    },
  ]);
}

function keyLabel(
  t: ReturnType<typeof useTexts>['t'],
  key: 'next' | 'previous' | 'toggle' | 'accept' | 'ignore' | 'split' | 'merge' | 'unit' | 'co' | 'time' | 'go',
): string {
  return t(`web.review.keys.${key}`);
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
