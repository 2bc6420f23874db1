import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Organisation, Session } from '#libs/contracts';
import { organisationQuery } from '../../api/get-organisation.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../ui/page.tsx';
import { useSaid } from '../../ui/said.tsx';
import styles from './organisation.module.css';
import { type Asked, OrganisationDialog } from './organisation-dialog.tsx';
import { People } from './people.tsx';

/** Who sees the accounts of people. */
const OFFICERS_HERE: readonly string[] = ['administrator', 'security-officer'];

type Unit = Organisation['units'][number];

/** The units as a tree with their posts and holders, and the people with their accounts and roles. */
export function OrganisationPage() {
  const { t } = useTexts();
  const { session } = useSignedIn();
  const keeps = session.roles.includes('administrator');
  const { data: organisation } = useSuspenseQuery(organisationQuery);
  const [asked, ask] = useState<Asked | null>(null);
  const { said, say } = useSaid();
  const top = organisation.units.filter(({ parentId }) => parentId === null);
  return (
    <Page
      title={t('web.organisation.title')}
      action={keeps && <Button onClick={() => ask({ deed: 'add-unit' })}>{t('web.organisation.addUnit')}</Button>}
    >
      {said}
      <section aria-labelledby="units">
        <h2 id="units">{t('web.organisation.units')}</h2>
        <ul className={`plain ${styles.tree}`}>
          {top.map((unit) => (
            <Branch key={unit.id} unit={unit} units={organisation.units} ask={ask} />
          ))}
        </ul>
      </section>
      {session.roles.some((role) => OFFICERS_HERE.includes(role)) && <People say={say} />}
      {asked && (
        <OrganisationDialog
          asked={asked}
          organisation={organisation}
          close={() => ask(null)}
          done={() => {
            ask(null);
            say(t('web.organisation.done'));
          }}
        />
      )}
    </Page>
  );
}

function Branch({ unit, units, ask }: { unit: Unit; units: readonly Unit[]; ask: (asked: Asked) => void }) {
  const { t, name } = useTexts();
  const { session } = useSignedIn();
  const keeps = session.roles.includes('administrator');
  const below = units.filter(({ parentId }) => parentId === unit.id);
  const called = name(unit.name);
  return (
    <li>
      <div className={styles.unit}>
        <Link to="/units/$unitId" params={{ unitId: unit.id }} className={styles.name}>
          {called}
        </Link>
        {unit.kind === 'office' && <small className="muted">{t('terms.unitKind.office')}</small>}
        {keeps && <Act of={called} label={t('web.organisation.rename')} act={() => ask({ deed: 'rename', unit })} />}
        {keeps && <Act of={called} label={t('web.organisation.addPost')} act={() => ask({ deed: 'add-post', unit })} />}
      </div>
      <ul className={`plain ${styles.posts}`}>
        {unit.posts.map((post) => (
          <PostLine key={post.id} post={post} unit={unit} ask={ask} />
        ))}
      </ul>
      {below.length > 0 && (
        <ul className={`plain ${styles.below}`}>
          {below.map((one) => (
            <Branch key={one.id} unit={one} units={units} ask={ask} />
          ))}
        </ul>
      )}
    </li>
  );
}

type Ask = (asked: Asked) => void;

function PostLine({ post, unit, ask }: { post: Unit['posts'][number]; unit: Unit; ask: Ask }) {
  const { t, name, day } = useTexts();
  const { system, session } = useSignedIn();
  const keeps = session.roles.includes('administrator');
  const names = mayDelegate(session, post.id, useOffice());
  const title = name(post.title);
  return (
    <li className={styles.unit}>
      <span>{title}</span>
      <small className="muted">{t(`terms.duty.${post.duty}`)}</small>
      <b>{post.holder?.name ?? t('web.organisation.vacant')}</b>
      {post.since && (
        <small className="muted">{t('web.organisation.since', { date: day(post.since, system.today) })}</small>
      )}
      {keeps && <Act of={title} label={t('web.organisation.fill')} act={() => ask({ deed: 'fill', post })} />}
      {keeps && post.holder && (
        <Act of={title} label={t('web.organisation.vacate')} act={() => ask({ deed: 'vacate', post })} />
      )}
      {names && post.holder && (
        <Act
          of={`${name(unit.name)} ${title}`}
          label={t('web.organisation.delegate')}
          act={() => ask({ deed: 'delegate', post })}
        />
      )}
      {post.delegations.map((delegation) => (
        <span key={delegation.id} className={styles.deputy}>
          <small>
            {t('web.organisation.deputyShown', {
              deputy: delegation.deputy.name,
              from: day(delegation.from, system.today),
              to: day(delegation.to, system.today),
            })}
          </small>
          {names && (
            <Act
              of={`${name(unit.name)} ${title}`}
              label={t('web.organisation.endDelegation')}
              act={() => ask({ deed: 'end-delegation', delegation })}
            />
          )}
        </span>
      ))}
    </li>
  );
}

/** Whoever holds the post, and the office's clerks, as the server judges too: in nobody's place. */
function mayDelegate({ roles, posts }: Session, postId: string, officeId: string | undefined): boolean {
  const own = posts.filter(({ deputyUntil }) => deputyUntil === null);
  return (
    own.some(({ id }) => id === postId) || (roles.includes('clerk') && own.some(({ unit }) => unit.id === officeId))
  );
}

function useOffice(): string | undefined {
  const { data } = useSuspenseQuery(organisationQuery);
  return data.units.find(({ kind }) => kind === 'office')?.id;
}

function Act({ of, label, act }: { of: string; label: string; act: () => void }) {
  return (
    <Button variant="default" size="compact-sm" aria-label={`${label}: ${of}`} onClick={act}>
      {label}
    </Button>
  );
}
