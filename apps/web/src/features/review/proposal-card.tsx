import { Button, Checkbox, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReadoutProposal } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { UnitSelect } from '../../ui/unit-select.tsx';
import { UnitsSelect } from '../../ui/units-select.tsx';
import { type Choice, isWaiting, lackingIn } from './choices.ts';
import { ClockChoice } from './clock-choice.tsx';
import styles from './proposal-card.module.css';

interface Props {
  readonly number: number;
  readonly proposal: ReadoutProposal;
  readonly choice: Choice;
  readonly isPresent: boolean;
  /** Whether what is missing is to be pointed out. */
  readonly isJudged: boolean;
  readonly look: () => void;
  readonly change: (changed: Partial<Choice>) => void;
  readonly ask: (deed: 'drop' | 'split' | 'merge', into?: { id: string; title: string }) => void;
}

/** One proposal: its words, its unit, its date. Closed to a line until it is looked at or chosen. */
export function ProposalCard(props: Props) {
  const { number, proposal, choice, isPresent, isJudged, look, change, ask } = props;
  const { t } = useTexts();
  const card = useRef<HTMLLIElement>(null);
  const waiting = isWaiting(proposal);
  const lacking = isJudged && choice.chosen ? lackingIn(proposal, choice) : [];
  useEffect(() => {
    if (isPresent) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isPresent]);

  return (
    <li ref={card} className={styles.card} data-present={isPresent || undefined} data-over={!waiting || undefined}>
      <div className={styles.head}>
        {waiting ? (
          <Checkbox
            checked={choice.chosen}
            onChange={(event) => change({ chosen: event.currentTarget.checked })}
            aria-label={t('web.review.select', { number })}
          />
        ) : (
          <span aria-hidden="true">·</span>
        )}
        <button type="button" className={styles.title} onClick={look} aria-expanded={waiting ? isPresent : undefined}>
          <b>{number}</b> {choice.title}
        </button>
        <small className="muted">{t(`web.review.decided.${proposal.status}`, { number: proposal.number ?? '' })}</small>
      </div>
      {waiting && isPresent && (
        <div className={styles.body}>
          <blockquote className={styles.quote}>{proposal.quote.exact}</blockquote>
          <p className="muted">
            {t('web.review.rule', {
              rule: t(`web.review.rules.${proposal.rule}` as 'web.review.rules.must', { defaultValue: proposal.rule }),
            })}
          </p>
          {proposal.kin.map((kin) => (
            <p key={kin.directiveId} className={styles.kin}>
              {t(`web.review.kin.${kin.relation}`, { number: kin.number, title: kin.title })}{' '}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => ask('merge', { id: kin.directiveId, title: kin.title })}
              >
                {t('web.review.kin.mergeInto', { number: kin.number })}
              </Button>
            </p>
          ))}
          {proposal.status === 'proposed' && (
            <>
              <TextInput
                label={t('web.review.heading')}
                value={choice.title}
                onChange={(event) => change({ title: event.currentTarget.value })}
              />
              <div className={styles.units}>
                <UnitSelect
                  label={t('web.review.lead')}
                  description={
                    proposal.leadUnit && !proposal.leadUnit.unit
                      ? t('web.review.mentioned', { words: proposal.leadUnit.words })
                      : null
                  }
                  value={choice.unit}
                  onChange={(unit) => change({ unit, coUnits: choice.coUnits.filter((co) => co !== unit) })}
                  error={lacking.includes('unit') ? t('web.review.lacksUnit') : null}
                  data-unit={proposal.directiveId}
                />
                <UnitsSelect
                  label={t('web.review.co')}
                  value={choice.coUnits}
                  without={choice.unit}
                  onChange={(coUnits) => change({ coUnits })}
                  data-co={proposal.directiveId}
                />
              </div>
              <ClockChoice
                id={proposal.directiveId}
                clock={proposal.clock}
                choice={choice}
                change={change}
                lacks={lacking.includes('date')}
              />
              <div className={styles.deeds}>
                <Button variant="default" onClick={() => ask('drop')}>
                  {t('web.review.ignore')}
                </Button>
                <Button variant="default" onClick={() => ask('split')}>
                  {t('web.review.split')}
                </Button>
                <Button variant="default" onClick={() => ask('merge')}>
                  {t('web.review.merge')}
                </Button>
              </div>
            </>
          )}
        </div>
      )}
      {waiting && !isPresent && lacking.length > 0 && (
        <p className={styles.lacking}>
          {lacking
            .map((what) => t(what === 'unit' ? 'web.review.lacksUnit' : 'web.review.lacksDate'))
            .join(t('web.and'))}
        </p>
      )}
    </li>
  );
}
