import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Campaign, CommandAnswer } from '#libs/contracts';
import { directivesQuery } from '../../api/list-directives.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './campaigns.module.css';

interface Props {
  readonly campaign: Campaign;
  readonly close: () => void;
  readonly done: (count: number) => void;
}

/** The registered and issued directives that are not in the campaign yet, to choose from. */
export function AddDialog({ campaign, close, done }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const registered = useQuery(directivesQuery({ status: 'registered' }));
  const issued = useQuery(directivesQuery({ status: 'issued' }));
  const [chosen, choose] = useState<readonly string[]>([]);
  const known = registered.data && issued.data ? [...registered.data.items, ...issued.data.items] : null;
  const others = known?.filter(({ id }) => !campaign.directiveIds.includes(id));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const body = { directiveIds: [...chosen] };
    if (await send<CommandAnswer>(`/campaigns/${campaign.id}/add-directives`, body)) done(chosen.length);
  }
  return (
    <Dialog title={t('web.campaign.add')} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <ProblemNote problem={problem} />
        {others?.length === 0 && <p className="muted">{t('web.campaign.noneToAdd')}</p>}
        {others && others.length > 0 && (
          <Checkbox.Group label={t('web.campaign.choose')} value={[...chosen]} onChange={choose}>
            <div className={styles.options}>
              {others.map(({ id, number, title }) => (
                <Checkbox key={id} value={id} label={`${number} ${title}`} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <Button type="submit" loading={busy} disabled={chosen.length === 0}>
          {t('web.campaign.add')}
        </Button>
      </form>
    </Dialog>
  );
}
