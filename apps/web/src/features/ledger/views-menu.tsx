import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { SavedView } from '#libs/contracts';
import { queryOf } from '../../api/client.ts';
import { viewsQuery } from '../../api/get-own.ts';
import { useRemove } from '../../api/use-remove.ts';
import type { TaskSearch } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';

const LEDGER = '/tasks';

/** Addresses of the ledger that were given a name: one's own, and those that the office shares with everybody. */
export function ViewsMenu({ search, say }: { search: TaskSearch; say: (sentence: string) => void }) {
  const { t } = useTexts();
  const { session } = useSignedIn();
  const router = useRouter();
  const views = (useQuery(viewsQuery).data?.items ?? []).filter(({ address }) => isOfLedger(address));
  const { take, problem } = useRemove();
  const [saving, save] = useState(false);
  const address = LEDGER + queryOf(search);
  const present = views.find((view) => isSame(view.address, address));
  const mayShare = session.roles.includes('clerk');

  async function remove(view: SavedView) {
    await take(`/views/${view.id}`);
    say(t('web.ledger.views.removed', { name: view.name }));
  }
  return (
    <>
      <ProblemNote problem={problem} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default">
            {present ? t('web.ledger.views.present', { name: present.name }) : t('web.ledger.views.title')}
            <span aria-hidden="true">&nbsp;▾</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Menu.Item key={view.id} onClick={() => router.history.push(view.address)}>
              {view.name}
              {view.shared && (
                <small className="muted"> {t('web.ledger.views.sharedBy', { name: view.by.name })}</small>
              )}
            </Menu.Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => save(true)}>{t('web.ledger.views.save')}</Menu.Item>
          {present?.own && (
            <Menu.Item onClick={() => void remove(present)}>
              {t('web.ledger.views.remove', { name: present.name })}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {saving && (
        <FormDialog
          title={t('web.ledger.views.save')}
          path="/views"
          fields={[
            { name: 'name', label: t('web.ledger.views.name'), kind: 'text' },
            ...(mayShare
              ? [
                  {
                    ...{ name: 'who', label: t('web.ledger.views.for'), kind: 'choice' as const, begin: 'me' },
                    choices: (['me', 'all'] as const).map((who) => ({
                      value: who,
                      label: t(`web.ledger.views.who.${who}`),
                    })),
                  },
                ]
              : []),
          ]}
          body={({ name, who }) => ({ name, address, shared: who === 'all' })}
          close={() => save(false)}
          done={(answer) => {
            save(false);
            say(t('web.ledger.views.saved', { name: (answer as SavedView).name }));
          }}
        />
      )}
    </>
  );
}

function isOfLedger(address: string): boolean {
  return address === LEDGER || address.startsWith(`${LEDGER}?`);
}

/** The same page with the same filters, in whatever order. */
function isSame(one: string, other: string): boolean {
  const parts = (address: string) => [...new URLSearchParams(address.split('?')[1] ?? '')].map(String).sort().join('&');
  return parts(one) === parts(other);
}
