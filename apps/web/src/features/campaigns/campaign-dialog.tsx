import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Campaign, CommandAnswer } from '#libs/contracts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MeanwhileNote } from '../../ui/meanwhile-note.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useMeanwhile } from '../../ui/use-meanwhile.ts';
import styles from './campaigns.module.css';
import { readMilestones, writeMilestones } from './milestones.ts';

interface Props {
  /** The campaign to amend; left out: a new one. */
  readonly campaign?: Campaign;
  readonly close: () => void;
  readonly done: () => void;
}

/** The form of a campaign, for opening one and for amending it with a reason. */
export function CampaignDialog({ campaign, close, done }: Props) {
  const { t } = useTexts();
  const { system } = useSignedIn();
  const { send, busy, problem } = useCommand();
  const [said, change, forget] = useDraft(`campaign.${campaign?.id ?? 'new'}`, {
    title: campaign?.title ?? '',
    startDate: campaign?.startDate ?? '',
    endDate: campaign?.endDate ?? '',
    milestones: writeMilestones(campaign?.milestones ?? []),
    reason: '',
  });
  const shown = {
    [t('web.campaign.heading')]: campaign?.title ?? '',
    [t('web.campaign.startDate')]: campaign?.startDate ?? '',
    [t('web.campaign.endDate')]: campaign?.endDate ?? '',
    [t('web.campaign.milestones')]: writeMilestones(campaign?.milestones ?? []),
  };
  const meanwhile = useMeanwhile({ version: campaign?.version ?? 0, shown }, problem);
  const [wrongLine, setWrongLine] = useState<number | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const milestones = readMilestones(said.milestones, system.today);
    setWrongLine(typeof milestones === 'number' ? milestones : null);
    if (typeof milestones === 'number') return;
    const { title, startDate, endDate, reason } = said;
    const terms = { title, startDate, endDate, milestones };
    meanwhile.look();
    const answer = campaign
      ? await send<CommandAnswer>(`/campaigns/${campaign.id}/amend`, { ...terms, reason }, meanwhile.version)
      : await send<CommandAnswer>('/campaigns', terms);
    if (!answer) return;
    forget();
    done();
  }
  return (
    <Dialog title={campaign ? t('web.campaign.amend') : t('web.campaign.open')} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <MeanwhileNote meanwhile={meanwhile} problem={problem} />
        <TextInput
          label={t('web.campaign.heading')}
          required
          data-autofocus
          value={said.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={faultOf(problem, '/title')}
        />
        {(['startDate', 'endDate'] as const).map((end) => (
          <DateField
            key={end}
            label={t(`web.campaign.${end}`)}
            required
            value={said[end]}
            onChange={(date) => change({ [end]: date })}
            error={faultOf(problem, `/${end}`)}
          />
        ))}
        <Textarea
          label={t('web.campaign.milestones')}
          value={said.milestones}
          onChange={(event) => change({ milestones: event.currentTarget.value })}
          error={wrongLine === null ? null : t('web.campaign.milestonesWrong', { line: wrongLine })}
        />
        {campaign && (
          <Textarea
            label={t('web.campaign.reason')}
            required
            value={said.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
            error={faultOf(problem, '/reason')}
          />
        )}
        <Button type="submit" loading={busy}>
          {meanwhile.isStale ? t('web.problem.resend') : campaign ? t('web.campaign.amend') : t('web.campaign.open')}
        </Button>
      </form>
    </Dialog>
  );
}
