import { Button, TextInput } from '@mantine/core';
import { type FormEvent } from 'react';
import type { SetUp, SetUpDone } from '#libs/contracts';
import { type Failure, faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './door.module.css';
import { Door } from './door.tsx';

const OFFICE = { zh: '督查室', en: 'Supervision office' };

type Officer = 'administrator' | 'security-officer' | 'auditor';

/** Behind the link that the first start prints: makes the three officers and the supervision office. */
export function SetUpPage({ token, done }: { token: string; done: () => void }) {
  const { t, language } = useTexts();
  const { send, busy, problem } = useCommand();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name));
    const officer = (role: Officer) => ({
      ...{ person: field(`${role} person`), username: field(`${role} username`), password: field(`${role} password`) },
      email: null,
    });
    const body: SetUp = {
      ...{ token, language, ...officer('administrator') },
      ...{ securityOfficer: officer('security-officer'), auditor: officer('auditor') },
      office: { zh: field('zh'), en: field('en') },
    };
    if (await send<SetUpDone & { position?: number }>('/setup', body)) done();
  }
  return (
    <Door title={t('web.setUp.title')} about={t('web.setUp.hint')}>
      <ProblemNote problem={problem} />
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput label={t('web.setUp.officeZh')} name="zh" lang="zh" defaultValue={OFFICE.zh} required />
        <TextInput label={t('web.setUp.officeEn')} name="en" lang="en" defaultValue={OFFICE.en} required />
        <OfficerFields officer="administrator" pointer="" problem={problem} />
        <OfficerFields officer="security-officer" pointer="/securityOfficer" problem={problem} />
        <OfficerFields officer="auditor" pointer="/auditor" problem={problem} />
        <Button type="submit" loading={busy}>
          {t('web.setUp.submit')}
        </Button>
      </form>
    </Door>
  );
}

function OfficerFields({ officer, pointer, problem }: { officer: Officer; pointer: string; problem: Failure | null }) {
  const { t } = useTexts();
  const fields = [
    { name: 'person', autoComplete: 'off' },
    { name: 'username', autoComplete: 'off', autoCapitalize: 'none' },
    { name: 'password', autoComplete: 'new-password', type: 'password', minLength: 12 },
  ] as const;
  return (
    <fieldset className={styles.officer}>
      <legend>{t(`web.setUp.officers.${officer}`)}</legend>
      {fields.map(({ name, ...how }) => (
        <TextInput
          key={name}
          {...how}
          label={t(`web.setUp.${name}`)}
          name={`${officer} ${name}`}
          required
          error={faultOf(problem, `${pointer}/${name}`)}
        />
      ))}
    </fieldset>
  );
}
