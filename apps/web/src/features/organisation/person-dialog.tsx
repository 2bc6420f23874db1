import type { Person } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

export type PersonDeed =
  | 'add'
  | 'set-email'
  | 'open-account'
  | 'reset-password'
  | 'grant-role'
  | 'revoke-role'
  | 'set-clearance';
const ROLES = ['clerk', 'liaison', 'leader', 'administrator', 'security-officer', 'auditor'] as const;
const LABELS = ['public', 'internal', 'sensitive'] as const;
export const OFFICERS: readonly string[] = ROLES.slice(3);

interface Props {
  readonly deed: PersonDeed;
  /** Nobody yet when somebody is added. */
  readonly person: Person | null;
  readonly close: () => void;
  readonly done: () => void;
}

/** The form of each change to a person. */
export function PersonDialog({ deed, person, close, done }: Props) {
  const { t, language } = useTexts();
  const roleChoices = (roles: readonly (typeof ROLES)[number][]) =>
    roles.map((role) => ({ value: role, label: t(`terms.role.${role}`) }));
  const path = person ? `/people/${person.id}/${deed}` : '/people';
  const password = { name: 'password', label: t('web.organisation.password'), kind: 'password' } as const;
  const role = { name: 'role', label: t('web.organisation.roles'), kind: 'choice' } as const;
  const given = { path, close, done };
  switch (deed) {
    case 'add':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.addPerson')}
          fields={[
            { name: 'name', label: t('web.organisation.personName'), kind: 'text' },
            { name: 'email', label: t('web.organisation.email'), kind: 'email', optional: true },
            {
              ...{ name: 'language', label: t('web.settings.language'), kind: 'choice', begin: language },
              choices: (['zh', 'en'] as const).map((one) => ({ value: one, label: t(`terms.language.${one}`) })),
            },
          ]}
          body={({ name, email, language: spoken }) => ({ name, email: email || null, language: spoken })}
        />
      );
    case 'set-email':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.setEmail')}
          fields={[
            {
              ...{ name: 'email', label: t('web.organisation.email'), kind: 'email', optional: true },
              begin: person?.email ?? '',
            },
          ]}
          body={({ email }) => ({ email: email || null })}
        />
      );
    case 'open-account':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.openAccount')}
          fields={[{ name: 'username', label: t('web.organisation.username'), kind: 'text' }, password]}
          body={(filled) => filled}
        />
      );
    case 'reset-password':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.resetPassword')}
          fields={[password]}
          body={(filled) => filled}
        />
      );
    case 'grant-role':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.grant')}
          fields={[{ ...role, choices: roleChoices(ROLES.filter((one) => !person?.roles.includes(one))) }]}
          body={(filled) => filled}
        />
      );
    case 'revoke-role':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.revoke', { role: t('web.organisation.roles') })}
          fields={[
            { ...role, choices: roleChoices(person?.roles ?? []) },
            { name: 'reason', label: t('web.organisation.reason'), kind: 'words' },
          ]}
          body={(filled) => filled}
        />
      );
    case 'set-clearance':
      return (
        <FormDialog
          {...given}
          title={t('web.organisation.setClearance')}
          fields={[
            {
              ...{ name: 'clearance', label: t('web.organisation.clearance'), kind: 'choice' },
              ...(person && { begin: person.clearance }),
              choices: LABELS.map((label) => ({ value: label, label: t(`terms.label.${label}`) })),
            },
            { name: 'reason', label: t('web.organisation.reason'), kind: 'words' },
          ]}
          body={(filled) => filled}
        />
      );
  }
}
