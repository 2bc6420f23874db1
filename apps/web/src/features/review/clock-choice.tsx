import { Radio } from '@mantine/core';
import type { ReadoutProposal } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { DateField } from '../../ui/date-field.tsx';
import type { Choice } from './choices.ts';
import styles from './proposal-card.module.css';

/** Every defensible way to count the words of the text, each with its date; another date; or none. */
export function ClockChoice(props: {
  id: string;
  clock: ReadoutProposal['clock'];
  choice: Choice;
  change: (changed: Partial<Choice>) => void;
  lacks: boolean;
}) {
  const { t, day, name } = useTexts();
  const { id, clock, choice, change, lacks } = props;
  const label = clock ? t('web.review.clock', { expression: clock.expression }) : t('web.review.noClock');
  return (
    <Radio.Group
      label={label}
      value={choice.time}
      onChange={(time) => change({ time: time as Choice['time'] })}
      error={lacks ? t('web.review.lacksDate') : null}
      data-time={id}
      size="sm"
    >
      <div className={styles.readings}>
        {clock?.readings.map((reading, place) => (
          <Radio
            key={`${reading.rule} ${reading.date}`}
            value={`reading-${place}`}
            label={
              <span className={styles.reading}>
                <span>{name(reading.words)}</span>
                <span>
                  <time dateTime={reading.date}>{day(reading.date)}</time>
                  {!reading.workingDay && <em>{t('web.review.nonWorking')}</em>}
                  {reading.provisional && <em>{t('web.review.provisional')}</em>}
                </span>
                {reading.assumes && <small className="muted">{name(reading.assumes.words)}</small>}
              </span>
            }
          />
        ))}
        <div className={styles.others}>
          <Radio value="standing" label={t('web.review.standing')} />
          <Radio value="by-hand" label={t('web.review.byHand')} />
          {choice.time === 'by-hand' && (
            <DateField
              aria-label={t('web.review.dueDate')}
              value={choice.date}
              onChange={(date) => change({ date })}
              autoFocus={choice.date === ''}
            />
          )}
        </div>
      </div>
    </Radio.Group>
  );
}
