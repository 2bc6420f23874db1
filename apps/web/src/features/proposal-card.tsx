import { type FormEvent, useState } from 'react';
import type { CommandAnswer, DirectiveDetail, IssueAnswer, Organisation, RegisterAnswer } from '#libs/contracts';
import { useCommand } from '../command.ts';
import { useTexts } from '../language.tsx';
import { useResource } from '../live.tsx';
import { ProblemNote } from '../ui/problem.tsx';

const NO_DATE = 'none';
const BY_HAND = 'by-hand';

/** One proposal: its words, every date they can mean, and the unit it goes to; registered and assigned in one go. */
export function ProposalCard({ directive, say }: { directive: DirectiveDetail; say: (what: string) => void }) {
  const { t, name } = useTexts();
  const { send, busy, problem } = useCommand();
  const organisation = useResource<Organisation>('/organisation', { own: false });
  const { id, version, quote, title, clock } = directive;

  async function assign(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = String(form.get('due'));
    const dueDate = chosen === NO_DATE ? null : chosen === BY_HAND ? String(form.get('by-hand')) : chosen;
    const registration = { leadUnit: String(form.get('unit')), dueDate };
    const registered = await send<RegisterAnswer>(`/directives/${id}/register`, registration, version);
    if (!registered) return;
    const issued = await send<IssueAnswer>(`/directives/${id}/issue`, {}, registered.version);
    if (issued) say(t('web.import.assigned', { number: registered.number }));
  }
  async function drop() {
    const reason = t('web.import.dropReason');
    if (await send<CommandAnswer>(`/directives/${id}/drop`, { reason }, version))
      say(t('web.import.dropped', { title }));
  }

  return (
    <article className="card">
      <h3>{title}</h3>
      <blockquote className="quote">
        {quote.prefix}
        <mark>{quote.exact}</mark>
        {quote.suffix}
      </blockquote>
      <form onSubmit={assign}>
        <ProblemNote problem={problem ?? organisation.problem} />
        <DueChoice clock={clock} />
        <label>
          {t('web.import.lead')}
          <select name="unit" required defaultValue="">
            <option value="" disabled>
              {t('web.import.choose')}
            </option>
            {organisation.data?.units
              .filter(({ kind }) => kind !== 'office')
              .map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {name(unit.name)}
                </option>
              ))}
          </select>
        </label>
        <p className="buttons">
          <button type="submit" className="primary" disabled={busy}>
            {t('web.import.assign')}
          </button>
          <button type="button" disabled={busy} onClick={drop}>
            {t('web.import.drop')}
          </button>
        </p>
      </form>
    </article>
  );
}

/** The readings of the clock with how each was counted, the default first; or a date by hand; or none. */
function DueChoice({ clock }: Pick<DirectiveDetail, 'clock'>) {
  const { t, day } = useTexts();
  const [chosen, choose] = useState(clock?.readings[0]?.date ?? NO_DATE);
  const option = (value: string, label: string) => (
    <label key={value} className="option">
      <input type="radio" name="due" value={value} checked={chosen === value} onChange={() => choose(value)} /> {label}
    </label>
  );
  return (
    <fieldset>
      <legend>{clock ? t('web.import.clock', { expression: clock.expression }) : t('web.import.noClock')}</legend>
      {clock?.readings.map(({ date, rule }) =>
        option(date, `${day(date)} — ${t(`readings.${rule}` as 'readings.inherited', { defaultValue: rule })}`),
      )}
      {option(BY_HAND, t('web.import.byHand'))}
      {chosen === BY_HAND && <input type="date" name="by-hand" required aria-label={t('web.import.byHand')} />}
      {option(NO_DATE, t('web.import.standing'))}
    </fieldset>
  );
}
