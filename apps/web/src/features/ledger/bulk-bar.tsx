import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { BulkAnswer, TaskRow } from '#libs/contracts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { useKeys } from '../../keys/registry.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './ledger.module.css';
import { RedateDialog } from './redate-dialog.tsx';

interface Props {
  readonly tasks: readonly TaskRow[];
  readonly clear: () => void;
  readonly say: (sentence: string) => void;
}

/** What can be done to all tasks that are chosen. */
export function BulkBar({ tasks, clear, say }: Props) {
  const { t, name, day } = useTexts();
  const { session } = useSignedIn();
  const [urging, urge] = useState(false);
  const [redating, redate] = useState(false);
  const mayAct = session.roles.includes('clerk');
  useKeys(
    t('web.ledger.title'),
    mayAct && tasks.length > 0
      ? [
          { keys: 'u', label: t('web.ledger.keys.urge'), run: () => urge(true) },
          { keys: 'd', label: t('web.ledger.keys.redate'), run: () => redate(true) },
        ]
      : [],
  );
  if (tasks.length === 0) return null;

  const done = (sentence: string) => {
    urge(false);
    redate(false);
    clear();
    say(sentence);
  };
  async function copy() {
    const rows = tasks.map((task) => [
      ...[
        task.number,
        task.title,
        name(task.leadUnit.name),
        task.deadline ? day(task.deadline.date) : t('web.due.none'),
      ],
      ...[t(`terms.light.${task.light}`), `${task.percent}%`, t(`terms.taskStatus.${task.status}`)],
    ]);
    await navigator.clipboard.writeText(rows.map((cells) => cells.join('\t')).join('\n'));
    say(t('web.ledger.copied', { count: tasks.length }));
  }
  return (
    <div className={styles.bulk}>
      <span role="status">{t('web.ledger.chosen', { count: tasks.length })}</span>
      {mayAct && (
        <>
          <Button onClick={() => urge(true)}>{t('web.ledger.urge')}</Button>
          <Button variant="default" onClick={() => redate(true)}>
            {t('web.ledger.redate.button')}
          </Button>
        </>
      )}
      <Button variant="default" onClick={() => void copy()}>
        {t('web.ledger.copy')}
      </Button>
      <Button variant="subtle" onClick={clear}>
        {t('web.ledger.unselect')}
      </Button>
      {urging && <UrgeDialog tasks={tasks} close={() => urge(false)} done={done} />}
      {redating && <RedateDialog tasks={tasks} close={() => redate(false)} done={done} />}
    </div>
  );
}

const AT_ONCE = 200;

/** Urges all that are chosen, and says how many could not be. */
function UrgeDialog(props: { tasks: readonly TaskRow[]; close: () => void; done: (said: string) => void }) {
  const { tasks, close, done } = props;
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [text, setText] = useState(() => t('web.ledger.urgeUsual'));

  async function submit(event: FormEvent) {
    event.preventDefault();
    let [count, failed] = [0, 0];
    for (let from = 0; from < tasks.length; from += AT_ONCE) {
      const taskIds = tasks.slice(from, from + AT_ONCE).map(({ id }) => id);
      const answer = await send<BulkAnswer>('/tasks/urge', { taskIds, text });
      if (!answer) return;
      const refused = answer.outcomes.filter(({ code }) => code !== null).length;
      count += answer.outcomes.length - refused;
      failed += refused;
    }
    done(failed === 0 ? t('web.ledger.urged', { count }) : t('web.ledger.urgedOf', { count, failed }));
  }
  return (
    <Dialog title={t('web.ledger.urgeTitle', { count: tasks.length })} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <ProblemNote problem={problem} />
        <Textarea
          label={t('web.ledger.urgeText')}
          required
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={faultOf(problem, '/text')}
        />
        <Button type="submit" loading={busy}>
          {t('web.ledger.urge')}
        </Button>
      </form>
    </Dialog>
  );
}
