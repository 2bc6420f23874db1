import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { CommandAnswer } from '#libs/contracts';
import { proposalsQuery, readoutQuery } from '../../api/list-readouts.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useSaid } from '../../ui/said.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { AssignBar } from './assign-bar.tsx';
import { type Choice, type Choices, firstChoice, isWaiting } from './choices.ts';
import { DropDialog } from './drop-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { ProposalCard } from './proposal-card.tsx';
import styles from './review.module.css';
import { SourceText } from './source-text.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { useReviewKeys } from './use-review-keys.ts';

type Asked = { deed: 'drop' | 'split' | 'merge'; id: string; into: { id: string; title: string } | null };

/** A readout beside what it proposes: the clerk decides on each, and assigns those chosen. */
export function ReviewPage() {
  const { readoutId } = useParams({ from: '/readouts/$readoutId/review' });
  const { t, day } = useTexts();
  const { data: readout } = useSuspenseQuery(readoutQuery(readoutId));
  const { data: proposals } = useSuspenseQuery(proposalsQuery(readoutId));
  const [draft, keep, forget] = useDraft<{ choices: Choices }>(`review.${readoutId}`, { choices: {} });
  const [present, look] = useState<number | null>(() => firstWaiting(proposals.proposals));
  const [asked, ask] = useState<Asked | null>(null);
  const [isJudged, judge] = useState(false);
  const { said, say } = useSaid();
  const { send, problem } = useCommand();

  const list = proposals.proposals;
  const choiceOf = (place: number): Choice => {
    const proposal = list[place];
    if (!proposal) throw new RangeError(`there is no proposal ${place}`);
    return draft.choices[proposal.directiveId] ?? firstChoice(proposal);
  };
  const change = (places: readonly number[], changed: Partial<Choice>) =>
    keep({
      choices: {
        ...draft.choices,
        ...Object.fromEntries(places.map((place) => [list[place]?.directiveId, { ...choiceOf(place), ...changed }])),
      },
    });
  const waiting = list.flatMap((proposal, place) => (isWaiting(proposal) ? place : []));
  const chosen = waiting.filter((place) => choiceOf(place).chosen);
  const askOf = (place: number, deed: Asked['deed'], into: Asked['into'] = null) => {
    const proposal = list[place];
    if (proposal?.status === 'proposed') ask({ deed, id: proposal.directiveId, into });
  };
  useReviewKeys({ list, present, look, choiceOf, change, ask: askOf });

  async function propose({ exact, start }: { exact: string; start: number }) {
    const title = exact.slice(0, 100);
    if (await send<CommandAnswer>('/directives', { readoutId, quote: { exact, start }, title }))
      say(t('web.review.proposed', { title }));
  }
  const done = (sentence: string) => {
    ask(null);
    say(sentence);
    if (present !== null) look(waiting.find((place) => place > present) ?? present);
  };
  const inHand = list.find(({ directiveId }) => directiveId === asked?.id);
  const share = Math.round(proposals.handled.characters * 100);

  return (
    <Page
      wide
      title={t('web.review.title')}
      about={
        <>
          <strong>{readout.title}</strong>{' '}
          {t('web.review.about', { meeting: day(readout.meetingDate), total: list.length, waiting: waiting.length })}
        </>
      }
    >
      {said}
      <ProblemNote problem={problem} />
      <div className={styles.panes}>
        <section className={styles.pane} aria-label={t('web.review.source')}>
          <h2 className={styles.paneHead}>
            {t('web.review.source')}
            <span>
              <progress max={100} value={share} aria-label={t('web.review.coverageLabel')} />{' '}
              {t('web.review.coverage', { share })}
            </span>
          </h2>
          <div className={styles.scroll} tabIndex={-1}>
            <SourceText
              readout={readout}
              proposals={proposals}
              present={present}
              look={look}
              propose={(words) => void propose(words)}
            />
          </div>
        </section>
        <section className={styles.pane} aria-label={t('web.review.proposals')}>
          <h2 className={styles.paneHead}>{t('web.review.proposals')}</h2>
          {list.length === 0 && <Empty>{t('web.review.nothing')}</Empty>}
          {list.length > 0 && waiting.length === 0 && <p className={styles.over}>{t('web.review.allDecided')}</p>}
          <ol className={`plain ${styles.list}`}>
            {list.map((proposal, place) => (
              <ProposalCard
                key={proposal.directiveId}
                number={place + 1}
                proposal={proposal}
                choice={choiceOf(place)}
                isPresent={present === place}
                isJudged={isJudged}
                look={() => look(present === place ? null : place)}
                change={(changed) => change([place], changed)}
                ask={(deed, into) => askOf(place, deed, into)}
              />
            ))}
          </ol>
        </section>
      </div>
      <AssignBar
        chosen={chosen.map((place) => ({
          place,
          proposal: list[place] as (typeof list)[number],
          choice: choiceOf(place),
        }))}
        waiting={waiting}
        change={change}
        judge={(faulty) => {
          judge(true);
          if (faulty !== undefined) look(faulty);
        }}
        assigned={(numbers) => {
          judge(false);
          forget();
          say(t('web.review.assigned', { count: numbers.length, numbers: numbers.join(t('web.and')) }));
        }}
      />
      {inHand && asked?.deed === 'drop' && (
        <DropDialog
          proposal={inHand}
          close={() => ask(null)}
          done={() => done(t('web.review.ignored', { title: inHand.title }))}
        />
      )}
      {inHand && asked?.deed === 'split' && (
        <SplitDialog
          proposal={inHand}
          close={() => ask(null)}
          done={(count) => done(t('web.review.splitDone', { count }))}
        />
      )}
      {inHand && asked?.deed === 'merge' && (
        <MergeDialog
          proposal={inHand}
          first={asked.into?.id ?? null}
          targets={[
            ...(asked.into ? [asked.into] : []),
            ...list
              .filter(({ directiveId, status }) => directiveId !== asked.id && status === 'proposed')
              .map(({ directiveId, title }) => ({ id: directiveId, title })),
          ]}
          close={() => ask(null)}
          done={({ title }) => done(t('web.review.merged', { title }))}
        />
      )}
    </Page>
  );
}

function firstWaiting(list: readonly { status: string }[]): number | null {
  const place = list.findIndex(({ status }) => status === 'proposed' || status === 'registered');
  return place < 0 ? null : place;
}
