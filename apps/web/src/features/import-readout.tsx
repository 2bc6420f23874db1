import { type FormEvent, useState } from 'react';
import type { DirectiveDetail, DirectivePage, ImportAnswer } from '#libs/contracts';
import sampleEn from '../../../../docs/samples/readout.en.txt?raw';
import sampleZh from '../../../../docs/samples/readout.zh.txt?raw';
import { useCommand } from '../command.ts';
import { useTexts } from '../language.tsx';
import { useResource } from '../live.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { ProposalCard } from './proposal-card.tsx';

const SAMPLE = { zh: sampleZh, en: sampleEn, meetingDate: '2022-10-26' };

/** A text and the date of its meeting go in; what waits to be registered or dropped stands below. */
export function ImportPage() {
  const { t, language } = useTexts();
  const { send, busy, problem } = useCommand();
  const [text, setText] = useState('');
  const [meetingDate, setMeetingDate] = useState('');
  const [imported, setImported] = useState<ImportAnswer | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get('title')).trim();
    setImported(await send<ImportAnswer>('/readouts', { text, meetingDate, ...(title && { title }) }));
  }
  function fillInSample() {
    setText(SAMPLE[language]);
    setMeetingDate(SAMPLE.meetingDate);
  }

  return (
    <>
      <h1>{t('web.import.title')}</h1>
      <form className="card" onSubmit={submit}>
        <ProblemNote problem={problem} />
        <label>
          {t('web.import.text')}
          <textarea rows={8} required value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <label>
          {t('web.import.date')} <small>{t('web.import.dateHint')}</small>
          <input type="date" required value={meetingDate} onChange={(event) => setMeetingDate(event.target.value)} />
        </label>
        <label>
          {t('web.import.heading')}
          <input name="title" maxLength={200} />
        </label>
        <p className="buttons">
          <button type="submit" className="primary" disabled={busy}>
            {t('web.import.submit')}
          </button>
          <button type="button" onClick={fillInSample}>
            {t('web.import.sample')}
          </button>
        </p>
      </form>
      <p role="status">
        {imported && t('web.import.found', { total: imported.directiveIds.length })}
        {imported?.known && ` ${t('web.import.known')}`}
      </p>
      <Proposals />
    </>
  );
}

/** Everything that was proposed, from whichever readout, and not decided on yet, in the order of the text. */
function Proposals() {
  const { t } = useTexts();
  const [said, setSaid] = useState('');
  const { data, problem } = useResource<DirectivePage>('/directives?status=proposed&limit=200');
  return (
    <section>
      <ProblemNote problem={problem} />
      <p role="status">{said}</p>
      {data && data.items.length > 0 && <h2>{t('web.import.waiting', { count: data.items.length })}</h2>}
      {data?.items.toReversed().map(({ id }) => (
        <LoadedProposal key={id} id={id} say={setSaid} />
      ))}
    </section>
  );
}

function LoadedProposal({ id, say }: { id: string; say: (what: string) => void }) {
  const { data, problem } = useResource<DirectiveDetail>(`/directives/${id}`);
  return data ? <ProposalCard directive={data} say={say} /> : <ProblemNote problem={problem} />;
}
