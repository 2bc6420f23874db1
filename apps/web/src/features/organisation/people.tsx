import { Button, Menu } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '#libs/contracts';
import { peopleQuery } from '../../api/list-people.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { type Column, PagedTable } from '../../ui/paged-table.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './organisation.module.css';
import { OFFICERS, type PersonDeed, PersonDialog } from './person-dialog.tsx';

/** Everybody, with how they sign in, which is the system administrator's, and what they may do, which is the security officer's. */
export function People({ say }: { say: (said: string) => void }) {
  const { t } = useTexts();
  const { session } = useSignedIn();
  const [keeps, grants] = [session.roles.includes('administrator'), session.roles.includes('security-officer')];
  const pages = useInfiniteQuery(peopleQuery);
  const [asked, ask] = useState<{ deed: PersonDeed; person: Person | null } | null>(null);
  const { send, busy, problem } = useCommand();
  const done = () => {
    ask(null);
    say(t('web.organisation.done'));
  };
  async function admit(person: Person, deed: 'disable' | 'enable' | 'unlock' | 'reset-second-factor') {
    if ((await send<object>(`/people/${person.id}/${deed}`, {})) !== null) done();
  }
  const columns: Column<Person>[] = [
    { heading: t('web.organisation.columns.name'), cell: ({ name }) => name },
    {
      heading: t('web.organisation.columns.account'),
      cell: ({ username, locked, disabled }) => (
        <>
          {username ?? <span className="muted">{t('web.organisation.noAccount')}</span>}{' '}
          {locked && <small className="muted">({t('web.organisation.locked')})</small>}
          {disabled && <small className="muted">({t('web.organisation.disabled')})</small>}
        </>
      ),
    },
    {
      heading: t('web.organisation.columns.roles'),
      cell: ({ roles, clearance }) => (
        <>
          {roles.map((role) => t(`terms.role.${role}`)).join(t('web.and'))}{' '}
          {clearance === 'sensitive' && (
            <small className="muted">
              ({t('web.organisation.clearance')} {t('terms.label.sensitive')})
            </small>
          )}
        </>
      ),
    },
    {
      heading: t('web.organisation.columns.acts'),
      cell: (person) => (
        <PersonMenu
          person={person}
          busy={busy}
          mayKeep={keeps}
          mayGrant={grants}
          ask={(deed) => ask({ deed, person })}
          admit={(deed) => void admit(person, deed)}
        />
      ),
    },
  ];
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
      <PagedTable
        pages={pages}
        keyOf={({ id }) => id}
        columns={columns}
        labelledBy="people"
        none={<p className="muted">{t('web.organisation.nobody')}</p>}
      />
      {asked && <PersonDialog {...asked} close={() => ask(null)} done={done} />}
    </section>
  );
}

/** What the reader may change of a person: the administrator their account, the security officer what they may do. */
function PersonMenu(props: {
  person: Person;
  busy: boolean;
  mayKeep: boolean;
  mayGrant: boolean;
  ask: (deed: PersonDeed) => void;
  admit: (deed: 'disable' | 'enable' | 'unlock' | 'reset-second-factor') => void;
}) {
  const { person, busy, mayKeep, mayGrant, ask, admit } = props;
  const { t } = useTexts();
  const isOfficer = person.roles.some((role) => OFFICERS.includes(role));
  return (
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
        {mayKeep && <Menu.Item onClick={() => ask('set-email')}>{t('web.organisation.setEmail')}</Menu.Item>}
        {mayKeep && person.username === null && (
          <Menu.Item onClick={() => ask('open-account')}>{t('web.organisation.openAccount')}</Menu.Item>
        )}
        {person.username !== null && (isOfficer ? mayGrant : mayKeep) && (
          <Menu.Item onClick={() => ask('reset-password')}>{t('web.organisation.resetPassword')}</Menu.Item>
        )}
        {(isOfficer ? mayGrant : mayKeep) && (
          <Menu.Item onClick={() => admit('reset-second-factor')}>{t('web.organisation.resetSecondFactor')}</Menu.Item>
        )}
        {mayGrant && <Menu.Item onClick={() => ask('grant-role')}>{t('web.organisation.grant')}</Menu.Item>}
        {mayGrant && <Menu.Item onClick={() => ask('set-clearance')}>{t('web.organisation.setClearance')}</Menu.Item>}
        {mayKeep && person.locked && (
          <Menu.Item onClick={() => admit('unlock')}>{t('web.organisation.unlock')}</Menu.Item>
        )}
        {mayGrant && person.roles.length > 0 && (
          <Menu.Item onClick={() => ask('revoke-role')}>
            {t('web.organisation.revoke', { role: t('web.organisation.roles') })}
          </Menu.Item>
        )}
        {mayKeep && (
          <Menu.Item onClick={() => admit(person.disabled ? 'enable' : 'disable')}>
            {t(`web.organisation.${person.disabled ? 'enable' : 'disable'}`)}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
