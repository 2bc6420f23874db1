import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CommandAnswer, DirectiveDetail } from '#libs/contracts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MeanwhileNote } from '../../ui/meanwhile-note.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useMeanwhile } from '../../ui/use-meanwhile.ts';
import styles from './directive.module.css';
import { LabelButton } from './label-button.tsx';

const KINDS = ['implemented', 'partly', 'not-implemented', 'overtaken'] as const;
type Deed = 'amend' | 'close' | 'cancel';
const DONE = { amend: 'amended', close: 'closed', cancel: 'cancelled' } as const;

/** What the office does to a directive, by its status. */
export function DirectiveButtons({ directive, say }: { directive: DirectiveDetail; say: (said: string) => void }) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [asked, ask] = useState<Deed | null>(null);
  const { status } = directive;
  async function issue() {
    if (await send<CommandAnswer>(`/directives/${directive.id}/issue`, {})) say(t('web.directive.issued'));
  }
  return (
    <>
      <ProblemNote problem={problem} />
      {status === 'registered' && (
        <Button loading={busy} onClick={() => void issue()}>
          {t('web.directive.issue')}
        </Button>
      )}
      {status === 'issued' && directive.tasks.open === 0 && (
        <Button onClick={() => ask('close')}>{t('web.directive.close')}</Button>
      )}
      {(status === 'registered' || status === 'issued') && (
        <>
          <Button variant="default" onClick={() => ask('amend')}>
            {t('web.directive.amend')}
          </Button>
          <Button variant="default" onClick={() => ask('cancel')}>
            {t('web.directive.cancel')}
          </Button>
        </>
      )}
      <LabelButton directive={directive} say={say} />
      {asked && (
        <DirectiveDialog
          deed={asked}
          directive={directive}
          close={() => ask(null)}
          done={() => {
            ask(null);
            say(t(`web.directive.${DONE[asked]}`));
          }}
        />
      )}
    </>
  );
}

function DirectiveDialog(props: { deed: Deed; directive: DirectiveDetail; close: () => void; done: () => void }) {
  const { deed, directive, close, done } = props;
  const { t, day } = useTexts();
  const dueText = directive.deadline ? day(directive.deadline.date) : t('web.directive.noTime');
  const { send, busy, problem } = useCommand();
  const [said, change, forget] = useDraft(`directive.${directive.id}.${deed}`, {
    ...{
      title: directive.title,
      dueDate: directive.deadline?.date ?? '',
      reason: '',
      summary: '',
      kind: 'implemented',
    },
  });
  const shown = { [t('web.directive.heading')]: directive.title, [t('web.directive.dueDate')]: dueText };
  const meanwhile = useMeanwhile({ version: directive.version, shown }, problem);
  const bodies = {
    amend: {
      reason: said.reason,
      ...(said.title !== directive.title && { title: said.title }),
      ...(said.dueDate !== (directive.deadline?.date ?? '') && { dueDate: said.dueDate === '' ? null : said.dueDate }),
    },
    close: { kind: said.kind, summary: said.summary },
    cancel: { reason: said.reason },
  };
  async function submit(event: FormEvent) {
    event.preventDefault();
    meanwhile.look();
    const version = deed === 'amend' ? meanwhile.version : undefined;
    if (!(await send<CommandAnswer>(`/directives/${directive.id}/${deed}`, bodies[deed], version))) return;
    forget();
    done();
  }
  return (
    <Dialog title={t(`web.directive.${deed}Title`)} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <MeanwhileNote meanwhile={meanwhile} problem={problem} />
        {deed === 'amend' && (
          <>
            <TextInput
              label={t('web.directive.heading')}
              required
              value={said.title}
              onChange={(event) => change({ title: event.currentTarget.value })}
              error={faultOf(problem, '/title')}
            />
            <DateField
              label={t('web.directive.dueDate')}
              value={said.dueDate}
              onChange={(dueDate) => change({ dueDate })}
              error={faultOf(problem, '/dueDate')}
            />
          </>
        )}
        {deed === 'close' && (
          <>
            <Radio.Group
              label={t('web.directive.kind')}
              value={said.kind}
              onChange={(kind) => change({ kind })}
              size="sm"
            >
              <div className={styles.options}>
                {KINDS.map((kind) => (
                  <Radio key={kind} value={kind} label={t(`terms.closureKind.${kind}`)} />
                ))}
              </div>
            </Radio.Group>
            <Textarea
              label={t('web.directive.summary')}
              required
              value={said.summary}
              onChange={(event) => change({ summary: event.currentTarget.value })}
              error={faultOf(problem, '/summary')}
            />
          </>
        )}
        {deed !== 'close' && (
          <Textarea
            label={t('web.directive.reason')}
            required
            value={said.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
            error={faultOf(problem, '/reason')}
          />
        )}
        <Button type="submit" loading={busy}>
          {meanwhile.isStale ? t('web.problem.resend') : t(`web.directive.${deed}`)}
        </Button>
      </form>
    </Dialog>
  );
}
