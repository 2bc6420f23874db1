import { Button, Menu } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '#libs/contracts';
import { peopleQuery } from '../../api/list-people.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import table from '../../ui/table.module.css';
import styles from './organisation.module.css';
import { OFFICERS, type PersonDeed, PersonDialog } from './person-dialog.tsx';

/** Everybody, with how they sign in, which is the system administrator's, and what they may do, which is the security officer's. */
export function People({ say }: { say: (said: string) => void }) {
  const { t } = useTexts();
  const { session } = useSignedIn();
  const [keeps, grants] = [session.roles.includes('administrator'), session.roles.includes('security-officer')];
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(peopleQuery);
  const [asked, ask] = useState<{ deed: PersonDeed; person: Person | null } | null>(null);
  const { send, busy, problem } = useCommand();
  const people = data?.pages.flatMap(({ items }) => items);
  const done = () => {
    ask(null);
    say(t('web.organisation.done'));
  };
  async function admit(person: Person, deed: 'disable' | 'enable' | 'unlock') {
    if ((await send<object>(`/people/${person.id}/${deed}`, {})) !== null) done();
  }
  return (
    <section aria-labelledby="people">
      <div className={styles.head}>
        <h2 id="people">{t('web.organisation.people')}</h2>
        {keeps && (
          <Button variant="default" onClick={() => ask({ deed: 'add', person: null })}>
            {t('web.organisation.addPerson')}
          </Button>
        )}
      </div>
      <ProblemNote problem={problem} />
      {!people && <Loading />}
      {people && (
        <table className={table.table} aria-labelledby="people">
          <thead>
            <tr>
              {(['name', 'account', 'roles', 'acts'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`web.organisation.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                <td>
                  {person.username ?? <span className="muted">{t('web.organisation.noAccount')}</span>}{' '}
                  {person.locked && <small className="muted">({t('web.organisation.locked')})</small>}
                  {person.disabled && <small className="muted">({t('web.organisation.disabled')})</small>}
                </td>
                <td>{person.roles.map((role) => t(`terms.role.${role}`)).join(t('web.and'))}</td>
                <td>
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <Button
                        variant="default"
                        size="compact-sm"
                        disabled={busy}
                        aria-label={`${t('web.organisation.more')}: ${person.name}`}
                      >
                        {t('web.organisation.more')} ▾
                      </Button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {keeps && person.username === null && (
                        <Menu.Item onClick={() => ask({ deed: 'open-account', person })}>
                          {t('web.organisation.openAccount')}
                        </Menu.Item>
                      )}
                      {person.username !== null &&
                        (person.roles.some((role) => OFFICERS.includes(role)) ? grants : keeps) && (
                          <Menu.Item onClick={() => ask({ deed: 'reset-password', person })}>
                            {t('web.organisation.resetPassword')}
                          </Menu.Item>
                        )}
                      {grants && (
                        <Menu.Item onClick={() => ask({ deed: 'grant-role', person })}>
                          {t('web.organisation.grant')}
                        </Menu.Item>
                      )}
                      {keeps && person.locked && (
                        <Menu.Item onClick={() => void admit(person, 'unlock')}>
                          {t('web.organisation.unlock')}
                        </Menu.Item>
                      )}
                      {grants && person.roles.length > 0 && (
                        <Menu.Item onClick={() => ask({ deed: 'revoke-role', person })}>
                          {t('web.organisation.revoke', { role: t('web.organisation.roles') })}
                        </Menu.Item>
                      )}
                      {keeps && (
                        <Menu.Item onClick={() => void admit(person, person.disabled ? 'enable' : 'disable')}>
                          {t(`web.organisation.${person.disabled ? 'enable' : 'disable'}`)}
                        </Menu.Item>
                      )}
                    </Menu.Dropdown>
                  </Menu>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {t('web.more')}
        </Button>
      )}
      {asked && <PersonDialog {...asked} close={() => ask(null)} done={done} />}
    </section>
  );
}
