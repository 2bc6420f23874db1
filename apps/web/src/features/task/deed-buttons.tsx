import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CommandAnswer, TaskDeed, TaskDetail } from '#libs/contracts';
import { taskDeedsQuery } from '../../api/get-task.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useKeys } from '../../keys/registry.ts';
import { ProblemNote } from '../../ui/problem.tsx';
import { DeedDialog } from './deed-dialog.tsx';
import { arranged, DEEDS } from './deeds.ts';

/** What the server says this person may do to the task now; the most pressing first. */
export function DeedButtons({ task, say }: { task: TaskDetail; say: (sentence: string) => void }) {
  const { t } = useTexts();
  const deeds = useQuery(taskDeedsQuery(task.id)).data?.deeds ?? [];
  const [asked, ask] = useState<TaskDeed | null>(null);
  const { send, busy, problem } = useCommand();
  const { shown, more } = arranged(deeds);
  const done = (deed: TaskDeed) => say(t('web.task.done', { deed: t(`web.task.deeds.${deed}`) }));

  async function begin(deed: TaskDeed) {
    const { path, asks } = DEEDS[deed];
    if (asks.length > 0) return ask(deed);
    if (await send<CommandAnswer>(`/tasks/${task.id}/${path}`, {})) done(deed);
  }
  const [primary] = shown;
  useKeys(
    t('web.task.timeline'),
    primary ? [{ keys: 'p', label: t('web.task.keys.primary'), run: () => void begin(primary) }] : [],
  );
  return (
    <>
      <ProblemNote problem={problem} />
      {shown.map((deed, place) => (
        <Button
          key={deed}
          variant={place === 0 ? 'filled' : 'default'}
          disabled={busy}
          onClick={() => void begin(deed)}
        >
          {t(`web.task.deeds.${deed}`)}
        </Button>
      ))}
      {more.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default">
              {t('web.task.more')} <span aria-hidden="true">&nbsp;▾</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((deed) => (
              <Menu.Item key={deed} onClick={() => void begin(deed)}>
                {t(`web.task.deeds.${deed}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && (
        <DeedDialog
          deed={asked}
          task={task}
          close={() => ask(null)}
          done={() => {
            ask(null);
            done(asked);
          }}
        />
      )}
    </>
  );
}
