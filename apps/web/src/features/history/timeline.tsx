import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { FileLinks } from '../evidence/file-links.tsx';
import { type Entry, filesOf, wordsOf } from './entries.ts';
import { useFieldText } from './field-value.tsx';
import styles from './history.module.css';

interface Props {
  readonly entries: readonly Entry[];
  /** The event after which one stands; those later are told apart. Left out: the last. */
  readonly place?: number;
  readonly goTo?: (place: number) => void;
}

/** What happened, the newest first: when, who, what they said, and what it changed. */
export function Timeline({ entries, place = entries.length - 1, goTo }: Props) {
  const { t } = useTexts();
  return (
    <ol className={`plain ${styles.timeline}`}>
      {entries
        .map((entry, index) => (
          <Event
            key={entry.position}
            entry={entry}
            isPresent={index === place && place < entries.length - 1}
            isLater={index > place}
            {...(goTo && { goTo: () => goTo(index) })}
            later={t('web.task.later')}
          />
        ))
        .reverse()}
    </ol>
  );
}

interface EventProps {
  readonly entry: Entry;
  readonly isPresent: boolean;
  readonly isLater: boolean;
  readonly goTo?: () => void;
  readonly later: string;
}

function Event({ entry, isPresent, isLater, goTo, later }: EventProps) {
  const { t, time, name } = useTexts();
  const { system } = useSignedIn();
  const valueText = useFieldText();
  const words = wordsOf(entry);
  const files = filesOf(entry);
  const when = time(entry.at, system.timeZone);
  const told = entry.changed.filter(({ field, from }) => from !== null && field !== 'number');
  return (
    <li className={styles.event} data-present={isPresent || undefined} data-later={isLater || undefined}>
      <div className={styles.when}>
        {goTo ? (
          <button type="button" onClick={goTo} aria-current={isPresent || undefined}>
            <time dateTime={entry.at}>{when}</time>
          </button>
        ) : (
          <time dateTime={entry.at}>{when}</time>
        )}
      </div>
      <div>
        <p>
          <strong>
            {t(`web.task.events.${entry.type}` as 'web.task.events.TaskAssigned', { defaultValue: entry.type })}
          </strong>{' '}
          <span className="muted">
            {entry.by.name}
            {entry.delegation &&
              ` ${t('web.task.deputyOf', { holder: entry.delegation.holder.name, post: name(entry.delegation.post.title) })}`}
          </span>{' '}
          {isLater && <small className="muted">({later})</small>}
        </p>
        {words && <p className={styles.words}>{words}</p>}
        {files.length > 0 && <FileLinks taskId={entry.streamId} files={files} />}
        {told.length > 0 && (
          <ul className={`plain ${styles.changes}`}>
            {told.map(({ field, from, to }) => (
              <li key={field}>
                {t(`web.task.fields.${field}` as 'web.task.fields.status', { defaultValue: field })}{' '}
                <del>{valueText(field, from)}</del> → <ins>{valueText(field, to)}</ins>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
