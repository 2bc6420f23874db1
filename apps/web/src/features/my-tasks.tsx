import { type FormEvent, useState } from 'react';
import type { MyTask, MyTaskPage, ReportAnswer } from '#libs/contracts';
import { useCommand } from '../command.ts';
import { useTexts } from '../language.tsx';
import { useResource } from '../live.tsx';
import { useSignedIn } from '../session.tsx';
import { Due } from '../ui/due.tsx';
import { becauseText, Light } from '../ui/light.tsx';
import { ProblemNote } from '../ui/problem.tsx';

/** What waits for the units of the person, the most pressing first: sign for it, or say how far it is. */
export function MyTasksPage() {
  const { t } = useTexts();
  const [said, setSaid] = useState('');
  const { data, problem } = useResource<MyTaskPage>('/tasks/mine?limit=200');
  if (!data) return problem ? <ProblemNote problem={problem} /> : <p>{t('web.loading')}</p>;
  return (
    <>
      <h1>{t('web.mine.title')}</h1>
      <p role="status">{said}</p>
      <ProblemNote problem={problem} />
      {data.items.length === 0 && <p>{t('web.mine.none')}</p>}
      <ul className="plain">
        {data.items.map((task) => (
          <TaskCard key={task.id} task={task} say={setSaid} />
        ))}
      </ul>
    </>
  );
}

function TaskCard({ task, say }: { task: MyTask; say: (what: string) => void }) {
  const { t } = useTexts();
  const { system } = useSignedIn();
  const { send, busy, problem } = useCommand();
  const [reporting, setReporting] = useState(false);
  const { id, number, title, light, lightReasons, percent, status } = task;

  async function signFor() {
    if (await send(`/tasks/${id}/sign-for`, {})) say(t('web.mine.signedFor', { number }));
  }
  return (
    <li className="card">
      <h2>
        <Light light={light} /> {title}
      </h2>
      <p className="muted">
        {number} · <Due task={task} today={system.today} /> · {t('web.mine.last', { percent })} ·{' '}
        {becauseText(lightReasons, t)}
      </p>
      <ProblemNote problem={problem} />
      {status === 'assigned' && (
        <button type="button" className="primary" disabled={busy} onClick={signFor}>
          {t('web.mine.signFor')}
        </button>
      )}
      {status !== 'assigned' && !reporting && (
        <button type="button" onClick={() => setReporting(true)}>
          {t('web.mine.report')}
        </button>
      )}
      {reporting && (
        <ReportForm
          task={task}
          close={(reported) => {
            setReporting(false);
            if (reported) say(t('web.mine.reported', { number }));
          }}
        />
      )}
    </li>
  );
}

function ReportForm({ task, close }: { task: MyTask; close: (reported: boolean) => void }) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const report = { percent: Number(form.get('percent')), text: String(form.get('text')) };
    if (await send<ReportAnswer>(`/tasks/${task.id}/report-progress`, report)) close(true);
  }
  return (
    <form onSubmit={submit}>
      <ProblemNote problem={problem} />
      <label>
        {t('web.mine.text')}
        <textarea name="text" rows={3} required maxLength={10_000} />
      </label>
      <label>
        {t('web.mine.percent')}
        <input name="percent" type="number" min={0} max={100} step={1} defaultValue={task.percent} required />
      </label>
      <p className="buttons">
        <button type="submit" className="primary" disabled={busy}>
          {t('web.mine.submit')}
        </button>
        <button type="button" onClick={() => close(false)}>
          {t('web.mine.cancel')}
        </button>
      </p>
    </form>
  );
}
