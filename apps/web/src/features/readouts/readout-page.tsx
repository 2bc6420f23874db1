import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { DirectiveRow, ReadoutDetail } from '#libs/contracts';
import { directivesQuery } from '../../api/list-directives.ts';
import { proposalsQuery, readoutQuery } from '../../api/list-readouts.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Past } from '../../ui/past.tsx';
import type { Marked } from '../review/passages.ts';
import { SourceText } from '../review/source-text.tsx';
import styles from './readouts.module.css';

/** A readout with its quotes marked, beside the directives that came from it, now or as of a past moment. */
export function ReadoutPage() {
  const { readoutId } = useParams({ from: '/readouts/$readoutId' });
  const { as_of } = useSearch({ from: '/readouts/$readoutId' });
  const { t, day } = useTexts();
  const { session } = useSignedIn();
  const isClerk = as_of === undefined && session.roles.includes('clerk');
  const { data: readout } = useSuspenseQuery(readoutQuery(readoutId));
  const directives = useQuery(directivesQuery({ readout: readoutId, as_of })).data?.items ?? [];
  const proposals = useQuery({ ...proposalsQuery(readoutId), enabled: isClerk }).data ?? null;
  const [present, look] = useState<number | null>(null);
  const marked = proposals ?? quotesIn(readout, directives);
  const rowOf = new Map(directives.map((directive) => [directive.id, directive]));

  return (
    <Page
      wide
      title={readout.title}
      about={
        <>
          {t('web.readouts.about', { characters: readout.characters, date: day(readout.meetingDate) })}
          {readout.body && <> · {readout.body}</>}
          {proposals && (
            <>
              {' · '}
              {t('web.readouts.handled', {
                share: Math.round(proposals.handled.characters * 100),
                total: proposals.handled.proposals,
                decided: proposals.handled.decided,
              })}
            </>
          )}
        </>
      }
      action={
        <>
          <Button component="a" href={`/api/v1/readouts/${readoutId}/file`} variant="default" download>
            {t('web.readouts.given')}
          </Button>
          {isClerk && (
            <LinkButton to="/readouts/$readoutId/review" params={{ readoutId }}>
              {t('web.readouts.review')}
            </LinkButton>
          )}
        </>
      }
    >
      {as_of !== undefined && <Past as_of={as_of} />}
      <div className={styles.panes}>
        <section aria-label={t('web.review.source')}>
          <SourceText readout={readout} proposals={marked} present={present} look={look} />
        </section>
        <section aria-labelledby="directives-of">
          <h2 id="directives-of">{t('web.readouts.directivesOf')}</h2>
          {marked.proposals.length === 0 && <p className="muted">{t('web.readouts.noDirectives')}</p>}
          <ol className={`plain ${styles.directives}`}>
            {marked.proposals.map((proposal, place) => {
              const row = rowOf.get(proposal.directiveId);
              return (
                <li key={proposal.directiveId} data-present={present === place || undefined}>
                  <button type="button" className={styles.number} onClick={() => look(place)}>
                    <span className="hidden-text">{t('web.review.quote')} </span>
                    {place + 1}
                  </button>
                  <div>
                    <Link to="/directives/$directiveId" params={{ directiveId: proposal.directiveId }}>
                      {row?.title ?? proposal.title}
                    </Link>
                    <p className={styles.about}>
                      <span>{t(`terms.directiveStatus.${proposal.status}`)}</span>
                      {row?.number && <span>{row.number}</span>}
                      {row && row.status !== 'proposed' && row.status !== 'dropped' && (
                        <>
                          <Due task={{ ...row, status: 'active' }} />
                          <span>{t('web.directive.tasksCount', row.tasks)}</span>
                        </>
                      )}
                    </p>
                  </div>
                </li>
              );
            })}
          </ol>
        </section>
      </div>
    </Page>
  );
}

/** For those who may not read the proposals: where the directives' quotes stand in the text. */
function quotesIn({ text }: ReadoutDetail, directives: readonly DirectiveRow[]): Marked {
  const proposals = directives.map(({ id, title, status, quote }) => {
    const start = text.indexOf(quote);
    const place = { exact: quote, prefix: '', suffix: '', start, end: start + quote.length };
    return { directiveId: id, title, status, quote: place, isQuoted: start >= 0 };
  });
  return { proposals, other: [] };
}
