import type { AcknowledgeAnswer, Alert, AlertPage } from '#libs/contracts';
import { useCommand } from '../command.ts';
import { useTexts } from '../language.tsx';
import { useResource } from '../live.tsx';
import { useSignedIn } from '../session.tsx';
import { ProblemNote } from '../ui/problem.tsx';

/** The reminders of the person, newest first, each with the rule that sent it; seen is what was acknowledged. */
export function InboxPage() {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { send, busy, problem: refused } = useCommand();
  const { data, problem } = useResource<AlertPage>('/inbox?limit=100', { own: false });
  if (!data) return problem ? <ProblemNote problem={problem} /> : <p>{t('web.loading')}</p>;

  const open = data.items.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const seen = data.items.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  const acknowledge = (alerts: readonly Alert[]) =>
    send<AcknowledgeAnswer>('/inbox/acknowledge', { alertIds: alerts.map(({ id }) => id) });
  const said = ({ subject, body, sentAt }: Alert) => (
    <>
      <strong>{subject}</strong>
      <br />
      {body}
      <br />
      <small>{time(sentAt, system.timeZone)}</small>
    </>
  );

  return (
    <>
      <h1>{t('web.inbox.title')}</h1>
      <ProblemNote problem={refused ?? problem} />
      <h2>
        {t('web.inbox.open')} <b>{open.length}</b>
      </h2>
      {open.length === 0 && <p>{t('web.inbox.none')}</p>}
      {open.length > 1 && (
        <button type="button" disabled={busy} onClick={() => acknowledge(open)}>
          {t('web.inbox.all')}
        </button>
      )}
      <ul className="plain">
        {open.map((alert) => (
          <li key={alert.id} className="card alert">
            <p>{said(alert)}</p>
            <button
              type="button"
              aria-label={`${t('web.inbox.acknowledge')}: ${alert.subject}`}
              disabled={busy}
              onClick={() => acknowledge([alert])}
            >
              {t('web.inbox.acknowledge')}
            </button>
          </li>
        ))}
      </ul>
      {seen.length > 0 && (
        <details>
          <summary>
            {t('web.inbox.done')} {seen.length}
          </summary>
          <ul className="plain muted">
            {seen.map((alert) => (
              <li key={alert.id}>{said(alert)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
